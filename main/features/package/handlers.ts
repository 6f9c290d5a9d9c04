import type { Channel, HandlersFor } from '#common/contract/contract.ts';
import type { createPackages } from './service.ts';

type PackageChannel = Extract<Channel, `key.${string}` | `package.${string}`>;

export const packageHandlers = (packages: ReturnType<typeof createPackages>): HandlersFor<PackageChannel> => ({
  'key.list': () => packages.keys.list(),
  'key.generate': (subject) => packages.keys.generate(subject),
  'key.import': ({ ticket, password }) => packages.keys.importFile(ticket, password),
  'key.tokens': (request) => packages.keys.onTokens.list(request),
  'key.addToken': (request) => packages.keys.onTokens.add(request),
  'key.request': ({ id, pin }) => packages.keys.request({ key: id, pin }),
  'key.certify': ({ id, ticket }) => packages.keys.certify(id, ticket),
  'key.delete': ({ id, passphrase }) => packages.keys.remove(id, passphrase),
  'package.sign': (request) => packages.sign(request),
  'package.cancel': async ({ job }) => {
    packages.cancel(job);
    return {};
  },
  'package.timestamp': ({ id, job }) => packages.stamp(id, job),
  'package.list': ({ submission }) => packages.list(submission),
  'package.export': ({ id }) => packages.exportFile(id),
  'package.addSignature': (request) => packages.addSignature(request),
  'package.receive': (request) => packages.receive(request),
  'package.signFile': (request) => packages.signFile(request),
  'package.verify': (request) => packages.verify(request),
});
