import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { createExportFile, type ExportFormat, type ExportRequest, exportFileName } from './create-export-file.ts';

interface Export<T> extends Omit<ExportRequest<T>, 'signal'> {
  readonly format: ExportFormat;
}

/** Creates a file and saves it. `cancel`, or leaving the dialog, aborts it. */
export function useExportFile<T>(onSaved: (fileName: string) => void) {
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);
  const { mutate, isPending, isError, reset } = useMutation({
    mutationFn: async ({ format, ...request }: Export<T>) => {
      controller.current = new AbortController();
      return createExportFile(format, { ...request, signal: controller.current.signal });
    },
    onSuccess: (file, { format }) => {
      const fileName = exportFileName(format, new Date());
      saveFile(file, fileName);
      onSaved(fileName);
    },
  });
  function cancel(): void {
    controller.current?.abort();
    reset();
  }
  return { start: mutate, isPending, hasFailed: isError, cancel };
}

/** Hands a file to the browser's own downloads. */
function saveFile(file: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
}
