/** Hands an address to the browser's own download, as a click on a link to it would: no byte enters the page. */
export function startDownload(url: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
}
