import { allPortContracts, START } from '@sprk/port-contracts';
import { createMemoryPorts } from './create-memory-ports.ts';
import { createMemoryState } from './memory-state.ts';
import { createVirtualClock } from './virtual-clock.ts';

allPortContracts('memory', async () => {
  const clock = createVirtualClock(START);
  const ports = createMemoryPorts({ clock });
  return {
    ports,
    advance: clock.advance,
    forgetEvents: async () => ports.forgetEvents(0),
    [Symbol.asyncDispose]: ports[Symbol.asyncDispose],
  };
});

allPortContracts('memory, two handles', async () => {
  const clock = createVirtualClock(START);
  const state = createMemoryState();
  const ports = createMemoryPorts({ clock, state });
  const second = createMemoryPorts({ clock, state });
  return { ports, second, advance: clock.advance, [Symbol.asyncDispose]: ports[Symbol.asyncDispose] };
});
