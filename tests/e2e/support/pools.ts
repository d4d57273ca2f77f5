// Pools from operations 17 and 19, and volumes as displayed by the console.
import type { Api } from "./api.ts";

export type Pool = {
  id: number;
  pool_name: string;
  price_plan_name: string;
  billing_cycle: string;
  effective_time: string;
  expired_time: string;
  flow_total: number;
  flow_used: number;
  flow_left: number;
  quantity: number;
  activated_sim_quantity: number;
  inactive_sim_quantity: number;
  disassembled_sim_quantity: number;
  order_ids: string;
  status: number;
  pool_status: number;
  carrier_type: number;
  package_size: number;
  addon_total: number;
  stopped_quantity: number;
};

type Kind = "sim-pools" | "back-pools";

/** All pools of a kind. */
export async function pools(api: Api, kind: Kind = "sim-pools", params: Record<string, string | number> = {}): Promise<Pool[]> {
  return (await api.get<{ pools: Pool[] }>(`/v1/${kind}`, { limit: 500, ...params })).pools;
}

/** The first pool that matches; fails if there is none. */
export async function pool(api: Api, wanted: (pool: Pool) => boolean, kind: Kind = "sim-pools"): Promise<Pool> {
  const found = (await pools(api, kind)).find(wanted);
  if (!found) throw new Error(`no pool of the fleet fits ${wanted}`);
  return found;
}

const grouped = (digits: number) => String(digits).replace(/\B(?=(\d{3})+$)/g, ",");

function twoDecimals(thousandths: number): string {
  const hundredths = Math.floor((Math.abs(thousandths) + 5) / 10);
  const sign = thousandths < 0 && hundredths > 0 ? "−" : "";
  return `${sign}${grouped(Math.floor(hundredths / 100))}.${String(hundredths % 100).padStart(2, "0")}`;
}

/** `33.41 MB`, `49.32 GB`: in the unit shared with the volumes displayed beside it. */
export function volume(mb: number, beside: number[] = []): string {
  const thousandths = Math.round(mb * 1000);
  return [mb, ...beside].every((one) => Math.abs(one) < 1024) ? `${twoDecimals(thousandths)} MB` : `${twoDecimals(Math.trunc(thousandths / 1024))} GB`;
}

/** `33.410 MB` */
export function exact(mb: number): string {
  const thousandths = Math.round(mb * 1000);
  const all = Math.abs(thousandths);
  return `${thousandths < 0 ? "−" : ""}${grouped(Math.floor(all / 1000))}.${String(all % 1000).padStart(3, "0")} MB`;
}

/** A plan's size: `100 MB`, `2 GB`. */
export function size(mb: number): string {
  return volume(mb).replace(/\.?0+ /, " ");
}

/** The day in the service's zone. */
export function serviceDay(time: string): string {
  return new Date(Date.parse(time) + 8 * 3_600_000).toISOString().slice(0, 10);
}
