/** What is added to a client so that it has a limited number of requests under way. */
interface Stack {
  add(
    middleware: (next: (args: object) => Promise<object>) => (args: object) => Promise<object>,
    options: { readonly step: 'deserialize'; readonly name: string },
  ): void;
}

/** An emulator refuses connections where AWS would not: others wait here until one of `limit` requests has ended. */
export class Gate {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(limit: number) {
    this.#free = limit;
  }

  guard(client: { readonly middlewareStack: object }): void {
    (client.middlewareStack as Stack).add((next) => (args) => this.#pass(() => next(args)), {
      step: 'deserialize',
      name: 'gate',
    });
  }

  async #pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
