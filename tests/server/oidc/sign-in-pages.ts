import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { findByUser } from './accounts.ts';
import { signInPage } from './pages.ts';

const path = /^\/oidc\/sign-in\/[\w-]+$/;

/** The page where a person says who they are: GET shows it, POST checks it and goes on. False: another path. */
export function createSignInPages(provider: Provider) {
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> => {
    if (!path.test(url.pathname)) return false;
    const interaction = await provider.interactionDetails(request, response).catch(() => null);
    if (interaction === null) {
      show(response, 400, 'หน้านี้หมดอายุแล้ว กลับไปที่โปรแกรมแล้วเริ่มเข้าสู่ระบบใหม่');
      return true;
    }
    const { params } = interaction;
    const client = await provider.Client.find(String(params.client_id));
    const name = client?.clientName ?? '';
    if (request.method !== 'POST') {
      show(response, 200, signInPage(url.pathname, name, false));
      return true;
    }
    const form = new URLSearchParams(await readBody(request));
    if (form.has('cancel')) {
      const refused = { error: 'access_denied', error_description: 'the person cancelled' };
      await provider.interactionFinished(request, response, refused, { mergeWithLastSubmission: false });
      return true;
    }
    const account = findByUser(form.get('username')?.trim() ?? '');
    if (account?.password !== form.get('password')) {
      show(response, 401, signInPage(url.pathname, name, true));
      return true;
    }
    const grant = new provider.Grant({ accountId: account.user, clientId: String(params.client_id) });
    grant.addOIDCScope(String(params.scope));
    const grantId = await grant.save();
    await provider.interactionFinished(
      request,
      response,
      { login: { accountId: account.user, remember: false }, consent: { grantId } },
      { mergeWithLastSubmission: false },
    );
    return true;
  };
}

function show(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  response.end(html);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > 10_000) throw new Error('a form of more than 10 kB');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}
