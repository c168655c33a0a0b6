/** The product's mark: a stack of layers; the same drawing is `public/favicon.svg`. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" width="24" height="24" aria-hidden="true" focusable="false">
      <path className="mark-low" d="M4 20.5 16 27l12-6.5-4-2.2-8 4.3-8-4.3z" />
      <path className="mark-mid" d="M4 15.5 16 22l12-6.5-4-2.2-8 4.3-8-4.3z" />
      <path className="mark-top" d="M16 4 4 10.5 16 17l12-6.5z" />
    </svg>
  );
}
