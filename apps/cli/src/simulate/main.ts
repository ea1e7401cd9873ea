import { runCommand } from '../shared/run-command.ts';
import { make } from './make.ts';
import { replay } from './replay.ts';

const argv = process.argv.slice(2);

await runCommand(() => (argv[0] === 'make' ? make(argv.slice(1)) : replay(argv)));
