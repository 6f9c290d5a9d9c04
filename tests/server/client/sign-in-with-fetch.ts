/** Follows redirects and keeps cookies, as a browser does, until an address of `stopAt`. */
export interface FetchBrowser {
  open(address: string | URL, form?: Readonly<Record<string, string>>): Promise<Visited>;
}

interface Visited {
  readonly url: URL;
  readonly status: number;
  /** Empty where the journey stopped at `stopAt`. */
  readonly html: string;
}

export function createFetchBrowser(stopAt: string): FetchBrowser {
  const cookies = new Map<string, string>();
  const keep = (setCookie: string) => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(setCookie) ?? [];
    if (value === '' || /expires=Thu, 01 Jan 1970/i.test(setCookie)) cookies.delete(name);
    else cookies.set(name, value);
  };
  return {
    async open(address, form) {
      let url = new URL(address);
      let body = form === undefined ? null : new URLSearchParams(form);
      for (let hops = 0; hops < 15; hops += 1) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const method = body === null ? 'GET' : 'POST';
        const response = await fetch(url, { method, body, redirect: 'manual', headers: { cookie } });
        response.headers.getSetCookie().forEach(keep);
        const location = response.headers.get('location');
        if (location === null) return { url, status: response.status, html: await response.text() };
        await response.body?.cancel();
        url = new URL(location, url);
        body = null;
        if (url.href.startsWith(stopAt)) return { url, status: response.status, html: '' };
      }
      throw new Error(`redirected for ever, at last to ${url.href}`);
    },
  };
}

/** Opens the authorization address, fills in the form of the page that comes, and returns the callback's address. */
export async function signInWithFetch(
  authorization: URL,
  account: { readonly user: string; readonly password: string },
): Promise<URL> {
  const redirect = authorization.searchParams.get('redirect_uri') ?? '';
  const browser = createFetchBrowser(redirect);
  const page = await browser.open(authorization);
  const action = /<form[^>]* action="([^"]+)"/.exec(page.html)?.[1];
  if (action === undefined) throw new Error(`no form at ${page.url.href}: ${page.html}`);
  const form = { username: account.user, password: account.password };
  const answer = await browser.open(new URL(action, page.url), form);
  if (!answer.url.href.startsWith(redirect)) throw new Error(`not signed in: ${answer.status} ${answer.html}`);
  return answer.url;
}
