import { benchRegistration } from './registration/registration.ts';

const BENCHES: Readonly<Record<string, () => Promise<Record<string, unknown>>>> = {
  registration: benchRegistration,
};

const name = process.argv[2] ?? '';
const bench = BENCHES[name];
if (bench) {
  const result = await bench();
  // The last line is for programs.
  process.stdout.write(`${JSON.stringify(result)}\n`);
} else {
  process.stderr.write(`Say which benchmark: npm run bench -- ${Object.keys(BENCHES).join(' | ')}\n`);
  process.exitCode = 1;
}
