// An input method: text that is composed, taken over, and the key that did it.
import type { Page } from "@playwright/test";

const CODES = { Enter: 13, Escape: 27, ArrowDown: 40 };

/** Types by an input method into whatever has the focus. */
export async function inputMethod(page: Page) {
  const browser = await page.context().newCDPSession(page);
  return {
    /** Shows `text` as being composed; an empty one gives it up. */
    compose: (text: string) =>
      browser.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length }),
    /** Takes `text` over. In Safari, the key that did that is told of afterwards: call `key` then. */
    take: (text: string) => browser.send("Input.insertText", { text }),
    /** A key that the input method used up: `keyCode` is 229, whatever key it was. */
    key: async (key: keyof typeof CODES) => {
      await browser.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key, code: key, windowsVirtualKeyCode: 229 });
      await browser.send("Input.dispatchKeyEvent", { type: "keyUp", key, code: key, windowsVirtualKeyCode: CODES[key] });
    },
  };
}
