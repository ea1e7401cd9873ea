import type { ApiAnswer, ApiClient } from './api-client.ts';
import { CliError } from './cli-error.ts';
import { problemText } from './problem-text.ts';
import { sendPatiently } from './send-patiently.ts';

const SET_TOKEN = "Set SPRK_TOKEN to an operator's token.";

/**
 * An operator's token that the backend takes: the one given, else one from the development login.
 * @throws CliError saying what to do
 */
export async function signIn(client: ApiClient, givenToken: string | undefined): Promise<string> {
  const token = givenToken?.trim() || (await developmentLogin(client));
  // Asked once here, so that a bad token is one clear message and not thousands of refusals.
  const path = '/v1/recipients?limit=1';
  const answer = await sendPatiently(() => client.send({ method: 'GET', path, token }), { attempts: 3 });
  if (answer.status === 200) return token;
  if (answer.status === 401) throw new CliError(`The token was refused (401). ${SET_TOKEN}`);
  if (answer.status === 403) throw new CliError(`The token is not an operator's (403). ${SET_TOKEN}`);
  throw new CliError(`${client.baseUrl} does not answer as the backend does: ${problemText(answer)}`);
}

async function developmentLogin(client: ApiClient): Promise<string> {
  const answer = await sendPatiently(() => askForToken(client, { role: 'operator' }), { attempts: 3 });
  const token = tokenIn(answer);
  if (token !== undefined) return token;
  throw new CliError(`${client.baseUrl} has no development login (${answer.status}). ${SET_TOKEN}`);
}

/**
 * Tokens to answer offers with: the recipient's own where the development login works, else the operator's.
 * Each is asked for once.
 */
export function createRecipientTokens(client: ApiClient, operatorToken: string) {
  const tokens = new Map<string, Promise<string>>();
  return (recipientId: string): Promise<string> => {
    let token = tokens.get(recipientId);
    if (!token) {
      token = askForToken(client, { role: 'recipient', partnerId: recipientId }).then(
        (answer) => tokenIn(answer) ?? operatorToken,
        () => operatorToken,
      );
      tokens.set(recipientId, token);
    }
    return token;
  };
}

function askForToken(client: ApiClient, body: { role: string; partnerId?: string }): Promise<ApiAnswer> {
  return client.send({ method: 'POST', path: '/dev/token', body });
}

function tokenIn({ status, text }: ApiAnswer): string | undefined {
  if (status !== 200 && status !== 201) return undefined;
  try {
    const { token } = JSON.parse(text) as { token?: unknown };
    return typeof token === 'string' ? token : undefined;
  } catch {
    // Something else listens there and answers 200 to everything.
    return undefined;
  }
}
