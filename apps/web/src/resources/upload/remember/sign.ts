const KEY = 'console.uploads.kept';

/** Says at little cost whether there is anything to remember, so that most pages need not even have the code for it. */
export interface Sign {
  isUp(): boolean;
  put(up: boolean): void;
  /** Another tab has put it up. */
  onUp(listener: () => void): void;
}

export function createSign(storage: Storage, page: Pick<Window, 'addEventListener'>): Sign {
  return {
    isUp: () => storage.getItem(KEY) !== null,
    put: (up) => (up ? storage.setItem(KEY, 'yes') : storage.removeItem(KEY)),
    onUp(listener) {
      page.addEventListener('storage', ({ key, newValue }) => {
        if (key === KEY && newValue !== null) listener();
      });
    },
  };
}
