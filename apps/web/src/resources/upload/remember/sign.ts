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
    put(up) {
      try {
        if (up) storage.setItem(KEY, 'yes');
        else storage.removeItem(KEY);
      } catch {
        // A full store: the uploads go on, they only will not be missed after a reload.
      }
    },
    onUp(listener) {
      page.addEventListener('storage', ({ key, newValue }) => {
        if (key === KEY && newValue !== null) listener();
      });
    },
  };
}
