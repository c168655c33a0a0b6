export { returnPath, signInPath } from './return-path.ts';
export { SignInAgainDialog } from './sign-in-again-dialog.tsx';
export { SignInPage } from './sign-in-page.tsx';
