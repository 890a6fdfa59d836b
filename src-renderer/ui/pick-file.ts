/** Asks the user for a file. Undefined when none was chosen. */
export function pickFile(page: Document, accept: string): Promise<File | undefined> {
  return new Promise((resolve) => {
    const input = page.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.onchange = () => resolve(input.files?.[0]);
    input.oncancel = () => resolve(undefined);
    input.click();
  });
}
