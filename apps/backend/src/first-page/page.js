const REFRESH_MS = 2000;
const counts = document.querySelector('#counts');
const queues = document.querySelector('#queues');
const problem = document.querySelector('#problem');

/** One labelled figure. */
function figure(name, value) {
  const box = document.createElement('div');
  const term = document.createElement('dt');
  const detail = document.createElement('dd');
  term.textContent = name;
  detail.textContent = value;
  box.append(term, detail);
  return box;
}

function row(cells) {
  const line = document.createElement('tr');
  for (const cell of cells) {
    const data = document.createElement('td');
    data.textContent = cell;
    line.append(data);
  }
  return line;
}

async function refresh() {
  try {
    const answer = await fetch('/status');
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const status = await answer.json();
    const figures = {
      suppliers: status.partners.suppliers,
      recipients: status.partners.recipients,
      ...status.counts,
      'asked again': status.unanswered,
      'weights generation': status.weights?.generation ?? 'none',
    };
    counts.replaceChildren(...Object.entries(figures).map(([name, value]) => figure(name, value)));
    queues.replaceChildren(
      ...status.queues.map((one) =>
        row([one.queue, one.ready, one.leased, one.dead, Math.round(one.oldestAgeSeconds)]),
      ),
    );
    problem.textContent = '';
  } catch {
    problem.textContent = 'Live counts are not available: sign in as an operator and read /v1/status.';
  }
  setTimeout(refresh, REFRESH_MS);
}

void refresh();
