/** The extension's id in Chromium, from the public key in wxt.config.ts; browser tests open its pages by it. */
export const CHROMIUM_ID = 'dnndoankchjdeobkocnaboedpiiiaami';
export const FIREFOX_ID = 'hulan@hulan.example';
