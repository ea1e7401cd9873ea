import { measureBatchValue } from './batch-value.ts';
import { measureMatching } from './match-rate.ts';
import { measureMemory } from './memory.ts';
import { measureTraining } from './training.ts';

/** `npm run bench -- kernels`: ratios of one run. Places, answers and values are invented. */
export async function benchKernels(): Promise<Record<string, unknown>> {
  const matching = measureMatching();
  const batch = await measureBatchValue();
  const training = measureTraining();
  const memory = measureMemory();
  return {
    ...{ matching, batch, training, memory },
    goals: {
      'match >= 0.5 of k nearest': matching.ofNearest >= 0.5,
      'match >= 10 x brute force': matching.ofBruteForce >= 10,
      'match at 1 M / 1 k recipients <= 2': matching.millionToThousand <= 2,
      'batch value >= 0.9995 of the optimum': batch.leastShare >= 0.9995,
      'training >= 2 x scikit-learn': 'ratio' in training ? training.ratio >= 2 : null,
      'memory <= 450 B per recipient': memory.bytesPerRecipient <= 450,
    },
  };
}
