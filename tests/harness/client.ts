import type {
  OfferView,
  OversupplyInput,
  OversupplyView,
  Problem,
  RecipientInput,
  RecipientView,
  SupplierInput,
  SupplierView,
} from '@sprk/contracts';
import type { FastifyInstance, InjectOptions } from 'fastify';

export interface Answer<T = unknown> {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: T;
}
/** What a problem adds to the answer that was hoped for; which of the two came is told by the status. */
export type Refusal = Pick<Problem, 'code' | 'detail' | 'errors' | 'requestId'>;
export type Headers = Readonly<Record<string, string>>;

/** Somebody who calls the public API: a supplier, a recipient, an operator, or nobody in particular. */
export interface Client {
  readonly id: string | undefined;
  send<T = unknown>(
    method: string,
    url: string,
    body?: unknown,
    headers?: Headers,
  ): Promise<Answer<T & Refusal>>;
  get<T = unknown>(url: string, headers?: Headers): Promise<Answer<T & Refusal>>;
  post<T = unknown>(url: string, body?: unknown, headers?: Headers): Promise<Answer<T & Refusal>>;
  patch<T = unknown>(url: string, body: unknown): Promise<Answer<T & Refusal>>;
  put<T = unknown>(url: string, body: unknown): Promise<Answer<T & Refusal>>;
  /** `Authorization` header, for what does not go through `send`. */
  authorization(): Promise<string | undefined>;
}

export function createClient(
  app: () => FastifyInstance,
  id: string | undefined,
  token: () => Promise<string | undefined>,
): Client {
  async function authorization() {
    const issued = await token();
    return issued === undefined ? undefined : `Bearer ${issued}`;
  }
  async function send<T>(method: string, url: string, body?: unknown, headers: Headers = {}) {
    const known = await authorization();
    const all: Record<string, string> = { ...(known && { authorization: known }), ...headers };
    const request: InjectOptions = { method: method as 'GET', url, headers: all };
    if (body !== undefined) {
      request.payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
      all['content-type'] ??= 'application/json';
    }
    const answer = await app().inject(request);
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: toJson(answer.body) as T & Refusal,
    };
  }
  return {
    id,
    authorization,
    send,
    get: (url, headers) => send('GET', url, undefined, headers),
    post: (url, body, headers) => send('POST', url, body, headers),
    patch: (url, body) => send('PATCH', url, body),
    put: (url, body) => send('PUT', url, body),
  };
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** @throws Error that shows the whole answer when the status is another one */
export function expecting<T>(status: number, answer: Answer<T>): T {
  if (answer.status === status) return answer.body;
  throw new Error(`Expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
}

export interface SupplierClient extends Client {
  readonly id: string;
  register(overrides?: Partial<OversupplyInput>, key?: string): Promise<OversupplyView>;
  lot(id: string): Promise<OversupplyView>;
}
export interface RecipientClient extends Client {
  readonly id: string;
  offers(status?: string): Promise<OfferView[]>;
  accept(offerId: string, massKg?: number): Promise<OfferView>;
  decline(offerId: string, reason?: string): Promise<OfferView>;
}
export interface OperatorClient extends Client {
  lot(id: string): Promise<OversupplyView>;
  addSupplier(overrides?: Partial<SupplierInput>): Promise<SupplierView>;
  addRecipient(overrides?: Partial<RecipientInput>): Promise<RecipientView>;
}
