/** The product's logo, a stack of layers. `public/favicon.svg` holds the same drawing. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true" focusable="false">
      <path className="logo-bottom" d="M4 20.5 16 27l12-6.5-4-2.2-8 4.3-8-4.3z" />
      <path className="logo-middle" d="M4 15.5 16 22l12-6.5-4-2.2-8 4.3-8-4.3z" />
      <path className="logo-top" d="M16 4 4 10.5 16 17l12-6.5z" />
    </svg>
  );
}
