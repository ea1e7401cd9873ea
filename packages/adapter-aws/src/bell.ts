/** Wakes the one who waits; a ring before the wait is not lost. */
export class Bell {
  #rings = 0;
  #wake: (() => void) | undefined;

  ring = (): void => {
    this.#rings += 1;
    this.#wake?.();
  };

  /** True when it rang within the time. */
  async wait(ms: number): Promise<boolean> {
    if (this.#rings === 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      const timer = setTimeout(resolve, ms);
      await promise;
      clearTimeout(timer);
    }
    const rings = this.#rings;
    this.#rings = 0;
    return rings > 0;
  }
}
