/** A failure for the person at the keyboard: one line that says what is wrong and what to do. */
export class CliError extends Error {
  override readonly name: string = 'CliError';
  readonly exitCode: number;

  constructor(message: string, options: { exitCode?: number; cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.exitCode = options.exitCode ?? 1;
  }
}

/** Nothing usable came back: the connection failed or broke. The same request may succeed later. */
export class NoAnswer extends CliError {
  override readonly name = 'NoAnswer';
}
