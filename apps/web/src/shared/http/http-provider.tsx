import { createContext, type ReactNode, useContext } from 'react';
import type { Http } from './http.ts';

const HttpContext = createContext<Http | null>(null);

export function HttpProvider(props: { readonly http: Http; readonly children: ReactNode }) {
  return <HttpContext value={props.http}>{props.children}</HttpContext>;
}

/** The client for JSON requests to the BFF. */
export function useHttp(): Http {
  const http = useContext(HttpContext);
  if (http === null) throw new Error('useHttp needs an HttpProvider');
  return http;
}
