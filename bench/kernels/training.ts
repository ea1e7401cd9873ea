import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdagrad, logLoss, predictAdagrad, sigmoid, trainAdagrad } from '@sprk/numerics';
import { createSeededRandom } from '@sprk/simulator';

const ROWS = 500_000;
const TEST_ROWS = 100_000;
const SIZE = 17;
const BLOCK_ROWS = 512;

const FIT = `
import sys, time, json
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
d = np.fromfile(sys.argv[1]).reshape(-1, ${SIZE} + 1)
n = ${ROWS}
t = time.perf_counter()
m = LogisticRegression(fit_intercept=False).fit(d[:n, :-1], d[:n, -1])
s = time.perf_counter() - t
print(json.dumps({"seconds": s, "logLoss": log_loss(d[n:, -1], m.predict_proba(d[n:, :-1])[:, 1])}))
`;

/** One pass over binary blocks, reading included, beside scikit-learn's LogisticRegression without reading. */
export function measureTraining() {
  const table = drawTable();
  const startedAt = performance.now();
  const model = createAdagrad(SIZE);
  const features = new Float64Array(BLOCK_ROWS * SIZE);
  const labels = new Float64Array(BLOCK_ROWS);
  for (let from = 0; from < ROWS; from += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, ROWS - from);
    readBlock(table, from, count, features, labels);
    trainAdagrad(model, features.subarray(0, count * SIZE), labels.subarray(0, count));
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const own = { rowsPerSecond: ROWS / seconds, logLoss: testLoss(table, model) };
  const reference = fitReference(table);
  if ('missing' in reference) return { ...own, ...reference };
  return {
    ...own,
    reference,
    ratio: reference.seconds / seconds,
    logLossAbove: own.logLoss - reference.logLoss,
  };
}

/** Rows of SIZE features and a label; the first feature is 1. */
function drawTable(): Float64Array {
  const random = createSeededRandom(17);
  const table = new Float64Array((ROWS + TEST_ROWS) * (SIZE + 1));
  const truth = Array.from({ length: SIZE }, () => 1.2 * (random.next() - 0.5));
  for (let at = 0; at < table.length; at += SIZE + 1) {
    let logit = 0;
    for (let j = 0; j < SIZE; j++) {
      const feature = j === 0 ? 1 : 3.46 * (random.next() - 0.5);
      table[at + j] = feature;
      logit += feature * (truth[j] ?? 0);
    }
    table[at + SIZE] = random.next() < sigmoid(logit) ? 1 : 0;
  }
  return table;
}

function readBlock(
  table: Float64Array,
  from: number,
  count: number,
  features: Float64Array,
  labels: Float64Array,
) {
  for (let row = 0; row < count; row++) {
    const at = (from + row) * (SIZE + 1);
    for (let j = 0; j < SIZE; j++) features[row * SIZE + j] = table[at + j] ?? 0;
    labels[row] = table[at + SIZE] ?? 0;
  }
}

function testLoss(table: Float64Array, model: ReturnType<typeof createAdagrad>): number {
  const row = new Float64Array(SIZE);
  const label = new Float64Array(1);
  let loss = 0;
  for (let index = ROWS; index < ROWS + TEST_ROWS; index++) {
    readBlock(table, index, 1, row, label);
    loss += logLoss(predictAdagrad(model, row, 0), label[0] ?? 0);
  }
  return loss / TEST_ROWS;
}

function fitReference(table: Float64Array): { seconds: number; logLoss: number } | { missing: string } {
  if (spawnSync('python3', ['-c', 'import sklearn']).status !== 0) {
    return { missing: 'scikit-learn: pip install scikit-learn' };
  }
  const folder = mkdtempSync(join(tmpdir(), 'sprk-bench-'));
  const file = join(folder, 'table.f64');
  writeFileSync(file, new Uint8Array(table.buffer));
  const run = spawnSync('python3', ['-c', FIT, file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return run.status === 0
    ? JSON.parse(run.stdout)
    : { missing: `scikit-learn failed: ${run.stderr.slice(0, 200)}` };
}
