// The one table of what the build knows about the parts of src/pages/parts.rs.

/** By name of the part:
 *  - `path`: the addresses below the console's own whose page it draws. What such a page needs comes beside the main module
 *    when it is the first one; what has no address is fetched later.
 *  - `weight`: what a byte too much weighs on its pages when chunks are packed, 1 if not given. Measured: so weighted, the
 *    largest of all pages is smallest, and the pages people come in by carry next to nothing.
 *  - `entry`: people come in by its page. What two of these need is in the main module. */
export const PARTS = {
  overview_part: { path: /^$/, weight: 14, entry: true },
  cards_part: { path: /^cards$/, weight: 10, entry: true },
  card_part: { path: /^cards\/\d+$/, weight: 13, entry: true },
  pools_part: { path: /^pools(\/backward)?$/ },
  pool_part: { path: /^pools(\/backward)?\/\d+$/, weight: 6 },
  pool_wizard_part: { weight: 3 },
  orders_part: { path: /^orders/, weight: 3 },
  add_on_part: { path: /^(add-on|pools\/\d+\/add-on)$/, weight: 2 },
  purchase_part: { path: /^purchase$/, weight: 3 },
  renewal_part: { path: /^renewal/, weight: 4 },
  labels_part: { path: /^(tags|attributes)$/ },
  check_part: { path: /^(check|regions)$/ },
  batch_part: { path: /^batch/, weight: 10 },
  work_part: { path: /^work-orders/ },
  exports_part: { path: /^exports$/ },
  account_part: { path: /^account-sync$/ },
  dialog_part: {},
  export_dialog_part: {},
  background_part: {},
  overlay_part: {},
  card_tools_part: {},
};

export const weightOf = (part) => PARTS[part]?.weight ?? 1;
export const entries = Object.keys(PARTS).filter((part) => PARTS[part].entry);

/** Fails unless the program has exactly the parts of the table. */
export function expectParts(found) {
  const problems = [
    ...found.filter((part) => !PARTS[part]).map((part) => `${part} of the program is not in .ci/cutter/parts.mjs`),
    ...Object.keys(PARTS).filter((part) => !found.includes(part)).map((part) => `the program has no ${part}`),
  ];
  if (problems.length > 0) throw new Error(problems.join("; "));
}
