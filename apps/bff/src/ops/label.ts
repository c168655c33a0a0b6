import type { Response } from 'express';

/** Names the route a request took, for metrics and logs: one of few, never made from what the browser sent. */
export function labelRoute(res: Response, label: string): void {
  res.locals.routeLabel = label;
}

export function routeLabelOf(res: Response): string {
  const label: unknown = res.locals.routeLabel;
  return typeof label === 'string' ? label : 'other';
}
