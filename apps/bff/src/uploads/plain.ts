import type { Request, Response } from 'express';
import { ProblemError } from '../problem.ts';
import { answerEarly, type PlainAnswer, problemEarly } from './answer.ts';
import { defaultUploadLimits, type UploadLimits } from './limits.ts';
import { type Answer, openLine, type TlsOptions } from './line.ts';
import { lostReasons } from './lost.ts';
import { pump } from './pump.ts';
import { bodyLength } from './tus.ts';

export interface BodyTarget {
  readonly url: string;
  /** Headers for the image API, allowed and complete, the token among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Which of the answer's headers go back, as the browser may see them. */
  readonly answerHeaders: (answer: Answer['headers']) => Readonly<Record<string, string>>;
  /** What the browser hears instead, where the answer is not one of the image API to a user whose token is good. */
  readonly refuse?: (answer: Answer) => Promise<ProblemError | null>;
  readonly tls?: TlsOptions;
  readonly limits?: Partial<UploadLimits>;
}

/**
 * Streams the body of a plain `PUT …/file` or `…/stage` to the image API and its answer back, with the
 * caller's own framing. Resolves when all is answered; never rejects.
 */
export async function pipeBody(request: Request, response: Response, target: BodyTarget): Promise<void> {
  const limits = { ...defaultUploadLimits, ...target.limits };
  const line = openLine(
    {
      url: target.url,
      headers: target.headers,
      contentLength: bodyLength(request.headers),
      tls: target.tls ?? {},
    },
    limits,
  );
  const leave = () => line.destroy('cancelled');
  response.once('close', leave);
  await line.ready;

  const watchEnd = (stop: () => void) => {
    let watched = true;
    void line.ended.then(() => watched && stop());
    return () => {
      watched = false;
    };
  };
  const how = await pump(request, line.write, watchEnd);
  if (how === 'ended') line.finish();
  if (how === 'cut') line.destroy('cancelled');

  const end = await line.ended;
  response.off('close', leave);
  const refused = end.kind === 'answered' ? await target.refuse?.(end.answer) : null;
  if (refused) {
    problemEarly(request, response, refused, limits.lingerMs);
  } else if (end.kind === 'answered') {
    answerEarly(request, response, passOn(end.answer, target), limits.lingerMs);
  } else {
    const code = end.reason === 'timeout' ? 'cloudTimeout' : 'cloudUnreachable';
    problemEarly(request, response, new ProblemError(code, lostReasons[end.reason]), limits.lingerMs);
  }
}

function passOn(answer: Answer, target: BodyTarget): PlainAnswer {
  return { status: answer.status, headers: target.answerHeaders(answer.headers), body: answer.body };
}
