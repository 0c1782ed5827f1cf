import { useObstacleDialog } from "./use-obstacle-dialog";

const importSignInAgain = async () => (await import("./sign-in-again")).SignInAgain;
const importPasswordConfirmation = async () => (await import("./password-confirmation")).PasswordConfirmation;

/** The dialogs that open when a request is refused until the user has done something. */
export function ObstacleDialogs() {
  const [SignInAgain, signIn] = useObstacleDialog("not_signed_in", importSignInAgain);
  const [PasswordConfirmation, confirmation] = useObstacleDialog("confirmation_required", importPasswordConfirmation);
  return (
    <>
      {SignInAgain && <SignInAgain {...signIn} />}
      {PasswordConfirmation && <PasswordConfirmation {...confirmation} />}
    </>
  );
}
