/** The part of the signed client that these ports need. Paths and bodies are those of contracts/internal.ts. */
export interface RemoteClient {
  post(path: string, body: unknown, options?: { readonly signal?: AbortSignal }): Promise<unknown>;
  get(path: string, options?: { readonly signal?: AbortSignal }): Promise<unknown>;
}

/** Options with the signal only where there is one. */
export function withSignal(signal: AbortSignal | undefined): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}
