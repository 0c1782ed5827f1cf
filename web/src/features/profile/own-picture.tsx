import { Button, FileButton, Group } from "@mantine/core";
import { useRef, useState } from "react";
import { useRemoveOwnPicture, useSetOwnPicture } from "../../api/profile";
import { FormError } from "../../components/form/form-error";
import { MemberAvatar } from "../../shared/members/member-avatar";
import { useSession } from "../../shared/session/session-context";
import styles from "./profile.module.css";
import { checkPicture, pictureTypes } from "./picture-check";

/** The own picture, with buttons to change it. */
export function OwnPicture() {
  const { member } = useSession();
  const setPicture = useSetOwnPicture();
  const removePicture = useRemoveOwnPicture();
  const reset = useRef<() => void>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const upload = (file: File | null) => {
    // Otherwise the same file could not be chosen again.
    reset.current?.();
    if (!file) return;
    const invalid = checkPicture(file);
    setProblem(invalid);
    removePicture.reset();
    if (!invalid) setPicture.mutate(file, { onError: (error) => setProblem(error.message) });
  };
  const remove = () => {
    setProblem(null);
    removePicture.mutate();
  };

  return (
    <div className={styles.picture}>
      <MemberAvatar name={member.name} id={member.id} pictureUrl={member.picture_url} size="large" />
      <div>
        <Group gap="xs">
          <FileButton
            resetRef={reset}
            accept={pictureTypes.join(",")}
            inputProps={{ "aria-label": "Picture" }}
            onChange={upload}
          >
            {(props) => (
              <Button variant="default" loading={setPicture.isPending} {...props}>
                {member.picture_url ? "Change picture" : "Add picture"}
              </Button>
            )}
          </FileButton>
          {member.picture_url && (
            <Button variant="default" loading={removePicture.isPending} onClick={remove}>
              Remove picture
            </Button>
          )}
        </Group>
        <p className={styles.hint}>PNG, JPEG, WebP or GIF. Cropped to a square.</p>
        <FormError>{problem ?? removePicture.error?.message}</FormError>
      </div>
    </div>
  );
}
