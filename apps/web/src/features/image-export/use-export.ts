import { useEffect, useRef, useState } from 'react';
import { type ExportFormat, type ExportRequest, prepareExport } from './prepare.ts';
import { exportFileName } from './rows.ts';

export type ExportState = 'idle' | 'preparing' | 'failed';

/** Hands a file to the browser's own downloads. */
function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Prepares a file and saves it; leaving the dialog, or `cancel`, ends the preparing. */
export function useExport<T>(onSaved: (name: string) => void) {
  const [state, setState] = useState<ExportState>('idle');
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function start(format: ExportFormat, request: Omit<ExportRequest<T>, 'signal'>): Promise<void> {
    const controller = new AbortController();
    running.current = controller;
    setState('preparing');
    try {
      const file = await prepareExport(format, { ...request, signal: controller.signal });
      const name = exportFileName(format, new Date());
      save(file, name);
      setState('idle');
      onSaved(name);
    } catch {
      setState(controller.signal.aborted ? 'idle' : 'failed');
    }
  }

  return { state, start, cancel: () => running.current?.abort() };
}
