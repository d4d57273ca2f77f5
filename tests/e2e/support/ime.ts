// An input method: text being composed, its acceptance, and the key used for that.
import type { Page } from "@playwright/test";

const CODES = { Enter: 13, Escape: 27, ArrowDown: 40 };

/** Simulates an input method for the focused element. */
export async function inputMethod(page: Page) {
  const browser = await page.context().newCDPSession(page);
  return {
    /** Shows `text` as being composed; an empty text cancels. */
    compose: (text: string) =>
      browser.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length }),
    /** Accepts `text`. In Safari the key event for that comes afterwards: call `key` then. */
    take: (text: string) => browser.send("Input.insertText", { text }),
    /** A key that the input method consumed: its `keyCode` is 229, whichever key it was. */
    key: async (key: keyof typeof CODES) => {
      await browser.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key, code: key, windowsVirtualKeyCode: 229 });
      await browser.send("Input.dispatchKeyEvent", { type: "keyUp", key, code: key, windowsVirtualKeyCode: CODES[key] });
    },
  };
}
