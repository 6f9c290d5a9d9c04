import type { Channel, HandlersFor } from '#common/contract/contract.ts';
import type { createInstruments } from './service.ts';

type InstrumentChannel = Extract<Channel, `instrument.${string}`>;

export const instrumentHandlers = (
  instruments: ReturnType<typeof createInstruments>,
): HandlersFor<InstrumentChannel> => ({
  'instrument.list': () => instruments.list(),
  'instrument.get': ({ digest }) => instruments.get(digest),
  'instrument.template': ({ digest }) => instruments.template(digest),
  'instrument.file': ({ digest }) => instruments.file(digest),
  'instrument.read': ({ ticket }) => instruments.read(ticket),
  'instrument.save': ({ instrument }) => instruments.save(instrument),
  'instrument.remove': ({ digest }) => instruments.remove(digest),
});
