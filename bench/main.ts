import { benchAdapters } from './adapters/adapters.ts';
import { benchKernels } from './kernels/kernels.ts';
import { benchMatching } from './matching/matching.ts';
import { benchRegistration } from './registration/registration.ts';

const BENCHES: Readonly<Record<string, (argv: readonly string[]) => Promise<Record<string, unknown>>>> = {
  adapters: benchAdapters,
  kernels: benchKernels,
  matching: benchMatching,
  registration: benchRegistration,
};

const name = process.argv[2] ?? '';
const bench = BENCHES[name];
if (bench) {
  const result = await bench(process.argv.slice(3));
  // The last line is for programs.
  process.stdout.write(`${JSON.stringify(result)}\n`);
} else {
  process.stderr.write(`Say which benchmark: npm run bench -- ${Object.keys(BENCHES).join(' | ')}\n`);
  process.exitCode = 1;
}
