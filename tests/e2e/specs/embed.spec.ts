// The console inside somebody else's page: the custom element, its own address, nothing of the host touched.
import { expect, test } from "../support/fixtures.ts";
import { host } from "../support/host.ts";

test("memory mode leaves the host's address, title and styles alone", async ({ page }) => {
  await host(page, "/host.html", '<gsl-console locale="en-US" theme="light"></gsl-console>');
  const inside = page.locator("gsl-console");
  await expect(inside.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await inside.getByRole("link", { name: "Card List", exact: true }).first().click();
  await expect(inside.getByRole("heading", { level: 1, name: "Card List" })).toBeVisible();
  await expect(page).toHaveURL(/\/host\.html$/);
  await expect(page).toHaveTitle("Host");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  const size = (selector: string) => page.locator(selector).evaluate((h1) => getComputedStyle(h1).fontSize);
  expect(await size("#own")).toBe("90px");
  expect(await inside.getByRole("heading", { level: 1 }).evaluate((h1) => getComputedStyle(h1).fontSize)).toBe("20px");
  expect(await page.locator("head style, head link[rel=stylesheet]").count()).toBe(1);
});

test("taking the element away takes the console away, putting it back brings it back", async ({ page }) => {
  await host(page, "/host.html", '<gsl-console locale="en-US"></gsl-console>');
  const inside = page.locator("gsl-console");
  await expect(inside.getByRole("heading", { level: 1 })).toBeVisible();
  await page.evaluate(() => {
    const element = document.querySelector("gsl-console")!;
    element.remove();
    Reflect.set(window, "kept", element);
  });
  await expect(page.getByRole("heading", { name: "Overview" })).toHaveCount(0);
  await page.evaluate(() => document.body.append(Reflect.get(window, "kept")));
  await expect(inside.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
});

test("path mode keeps to its base, and the back button works", async ({ page }) => {
  await host(page, "/sim/host", '<gsl-console history="path" base="/sim/host" locale="en-US"></gsl-console>');
  const inside = page.locator("gsl-console");
  await inside.getByRole("link", { name: "Card List", exact: true }).first().click();
  await expect(page).toHaveURL(/\/sim\/host\/cards$/);
  await page.goBack();
  await expect(inside.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await expect(page).toHaveURL(/\/sim\/host$/);
});

test("hash mode keeps to the fragment", async ({ page }) => {
  await host(page, "/host.html", '<gsl-console history="hash" locale="en-US"></gsl-console>');
  const inside = page.locator("gsl-console");
  await inside.getByRole("link", { name: "Card List", exact: true }).first().click();
  await expect(page).toHaveURL(/\/host\.html#\/cards$/);
  await page.reload();
  await expect(inside.getByRole("heading", { level: 1, name: "Card List" })).toBeVisible();
});

test("two consoles live side by side", async ({ page }) => {
  await host(
    page,
    "/host.html",
    '<gsl-console id="a" locale="en-US" initial-path="/cards"></gsl-console><gsl-console id="b" locale="zh-CN"></gsl-console>',
  );
  await expect(page.locator("#a").getByRole("heading", { level: 1, name: "Card List" })).toBeVisible();
  await expect(page.locator("#b").getByRole("heading", { level: 1, name: "总览" })).toBeVisible();
});

test("a wrong attribute is named on the page", async ({ page }) => {
  await host(page, "/host.html", '<gsl-console history="pigeon"></gsl-console>');
  await expect(page.locator("gsl-console").getByRole("alert")).toContainText("history");
});
