/** A problem answer in one line: each bad field if there are any, else the detail, else the status alone. */
export function problemText(answer: { readonly status: number; readonly text: string }): string {
  const problem = readJson(answer.text);
  const errors = Array.isArray(problem.errors) ? problem.errors : [];
  if (errors.length > 0) {
    return errors.map((error) => `${error.path || 'body'} ${error.message}`).join('; ');
  }
  const text = problem.detail ?? problem.title ?? answer.text.slice(0, 200).replaceAll(/\s+/g, ' ');
  return `${answer.status}${problem.code ? ` ${problem.code}` : ''}: ${text || 'no explanation'}`;
}

type LooseProblem = {
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly path?: string; readonly message?: string }[];
};

function readJson(text: string): LooseProblem {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    // Proxies answer in HTML: the caller shows the text as it is.
    return {};
  }
}
