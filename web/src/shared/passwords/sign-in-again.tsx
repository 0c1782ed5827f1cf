import { Modal, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { isSignedIn, sessionQuery, useSignInAgain } from "../../api/session";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { useTopmostEscape } from "../../components/dialog/use-topmost-escape";
import { FormError } from "../../components/form/form-error";
import { leaveToOtherMember } from "../../lib/leave";
import { required } from "../../lib/validation";
import { useServerForm } from "../requests/use-server-form";
import { useSession } from "../session/session-context";
import { obstacleZIndex, type ObstacleDialogProps } from "./use-obstacle-dialog";

/**
 * The dialog that asks to sign in again after the session has ended, over the page, which keeps what was typed. The
 * requests that were refused are repeated then. Somebody else who signs in here starts with a new document.
 */
export function SignInAgain({ isOpen, finish }: ObstacleDialogProps) {
  const { member } = useSession();
  const queryClient = useQueryClient();
  const { data: session } = useQuery({ ...sessionQuery, refetchOnWindowFocus: isOpen ? "always" : true });
  const [hasEnded, setHasEnded] = useState(false);
  const isBack = session !== undefined && isSignedIn(session) && session.member.id === member.id;
  const isOver = session !== undefined && !isSignedIn(session);
  if (isOpen && isOver && !hasEnded) setHasEnded(true);

  // What was read before the session ended says that the member is signed in.
  useEffect(() => {
    if (isOpen) void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }, [isOpen, queryClient]);
  // The member has signed in again in another tab.
  useEffect(() => {
    if (!isOpen || !hasEnded || !isBack) return;
    // eslint-disable-next-line react-hooks/set-state-in-effect
    setHasEnded(false);
    finish(true);
  }, [isOpen, hasEnded, isBack, finish]);
  // Nothing to go back to: the page cannot do anything without a session.
  useTopmostEscape(isOpen, () => undefined);

  return (
    <Modal
      title="Your session has ended"
      opened={isOpen}
      onClose={() => undefined}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
      size={420}
      zIndex={obstacleZIndex}
      overlayProps={{ backgroundOpacity: 0.6, blur: 4 }}
      attributes={{ header: { role: "presentation" } }}
    >
      <SignInForm email={member.email} onSignedIn={() => finish(true)} onLeave={() => finish(false)} />
    </Modal>
  );
}

interface FormProps {
  email: string;
  onSignedIn: () => void;
  /** To the sign-in page. */
  onLeave: () => void;
}

function SignInForm({ email, onSignedIn, onLeave }: FormProps) {
  const { member } = useSession();
  const signIn = useSignInAgain();
  const [visible, setVisible] = useState(false);
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { email, password: "" },
    validate: { email: required("Enter your email."), password: required("Enter your password.") },
    save: (values) => signIn.mutateAsync(values),
    onSaved: (session) => (session.member?.id === member.id ? onSignedIn() : leaveToOtherMember()),
  });

  return (
    <form {...formProps}>
      <Stack gap="md">
        <div>Sign in again to continue. What you typed on this page is kept.</div>
        <TextInput
          label="Email"
          type="email"
          autoComplete="username"
          spellCheck={false}
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label="Password"
          data-autofocus
          autoComplete="current-password"
          aria-invalid={Boolean(form.errors.password)}
          visible={visible}
          onVisibilityChange={setVisible}
          visibilityToggleButtonProps={{ "aria-label": visible ? "Hide password" : "Show password", tabIndex: 0 }}
          {...form.getInputProps("password")}
        />
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit="Sign in" busy={busy} cancel="Leave this page" onCancel={onLeave} />
    </form>
  );
}
