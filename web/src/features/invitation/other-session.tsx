import { Button, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { OpenedInvitation } from "../../api/schema";
import { sessionQuery, useSignOut, type SignedIn } from "../../api/session";
import { FormError } from "../../components/form/form-error";
import { NarrowPage } from "../../components/layout/narrow-page";
import { Address } from "../../components/text/address";

interface Props {
  invitation: OpenedInvitation;
  /** Who is signed in. */
  current: SignedIn["member"];
}

/** Another member is signed in, whose session must be ended first. */
export function OtherSession({ invitation, current }: Props) {
  const signOut = useSignOut();
  const queryClient = useQueryClient();
  const signOutAndContinue = () =>
    signOut.mutate(undefined, {
      onSuccess: () => queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
    });

  return (
    <NarrowPage
      title={`This invitation is for ${invitation.name}`}
      lead={
        <>
          <bdi>{current.name}</bdi> (<Address>{current.email}</Address>) is signed in here. Continuing ends that
          session, so that <bdi>{invitation.name}</bdi> (<Address>{invitation.email ?? ""}</Address>) can choose a
          password.
        </>
      }
    >
      <FormError>{signOut.error?.message}</FormError>
      <Stack gap="xs">
        <Button onClick={signOutAndContinue} loading={signOut.isPending}>
          Sign out and continue
        </Button>
        <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
          Stay signed in as {current.name}
        </Button>
      </Stack>
    </NarrowPage>
  );
}
