import { describe, expect, it } from 'vitest';
import { motoPort, parseOptions } from './options.ts';

describe('parseOptions', () => {
  it('starts LocalStack on its usual port when nothing is said', () => {
    expect(parseOptions([])).toEqual({ command: 'start', profile: 'localstack', port: 4566 });
  });

  it('reads command, profile and port', () => {
    const options = parseOptions(['stop', '--profile', 'localstack+moto', '--port', '4600']);

    expect(options).toEqual({ command: 'stop', profile: 'localstack+moto', port: 4600 });
    expect(motoPort(options.port)).toBe(5600);
  });

  it.each([
    [['begin'], 'The command is one of start'],
    [['start', 'stop'], 'One command at a time'],
    [['--profile', 'moto'], '--profile is one of localstack'],
    [['--port', '65000'], '--port is a number from 1 to 64535, not "65000"'],
    [['--port', 'x'], 'not "x"'],
  ])('refuses %j', (argv, message) => {
    expect(() => parseOptions(argv)).toThrow(message);
  });
});
