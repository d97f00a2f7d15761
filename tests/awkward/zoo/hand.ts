// What a construct asks of a clerk's hand, whichever browser it moves in. Playwright's pages and frames are such hands.

export interface Spot {
  click(how?: { position?: { x: number; y: number }; modifiers?: 'Control'[]; button?: 'right' }): Promise<void>;
  dblclick(): Promise<void>;
  focus(): Promise<void>;
  selectOption(value: string): Promise<unknown>;
  waitFor(how: { state: 'detached' }): Promise<void>;
  or(other: Spot): Spot;
}
export interface Place {
  locator(css: string): Spot;
}
export interface Hand extends Place {
  click(css: string): Promise<void>;
  keyboard: { press(key: string): Promise<void> };
  /** As a script of the page. */
  evaluate(script: string): Promise<unknown>;
  getByText(text: string, how?: { exact?: boolean }): Spot;
}
