import { Anchor, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { allAgentsQuery } from "../../../api/agents";
import { allCompaniesQuery } from "../../../api/companies";
import { useUpdateMember } from "../../../api/member-changes";
import { memberQuery } from "../../../api/members";
import type { Member } from "../../../api/schema";
import { DialogActions } from "../../../components/dialog/dialog-actions";
import { Message } from "../../../components/feedback/message";
import { SkeletonRows } from "../../../components/feedback/skeleton-rows";
import { FormError } from "../../../components/form/form-error";
import { mandatory } from "../../../components/form/mandatory";
import { required } from "../../../lib/validation";
import type { Difference } from "../../../shared/requests/difference";
import { OutdatedDraftNotice } from "../../../shared/requests/edit-conflict";
import { QueryState } from "../../../shared/requests/query-state";
import { isEditConflict } from "../../../shared/requests/refusal";
import { useDraftState } from "../../../shared/requests/use-draft";
import { useEditing } from "../../../shared/requests/use-editing";
import { useServerForm } from "../../../shared/requests/use-server-form";
import { useSession } from "../../../shared/session/session-context";
import styles from "../member-dialogs.module.css";
import { listDifferences, useCallChanges } from "../member-difference";
import { getChanges, rebaseMemberDraft, toDraft } from "../member-draft";
import { AgentFields, FormSection, RightsFields } from "../member-form";
import type { TaskProps } from "../member-task-dialog";
import { describeStatus } from "../member-words";
import { ChangesPreview } from "./changes-preview";

/** Loads the member, since the row of the list has no assignments, and shows the form. */
export function EditMember({ member, ...props }: TaskProps) {
  const query = useQuery(memberQuery(member.id));
  return (
    <QueryState
      query={query}
      skeleton={<SkeletonRows count={6} />}
      notFound={
        <Message title="Member not found">
          <bdi>{member.name}</bdi> has been removed.
        </Message>
      }
    >
      {(latest) => <EditMemberForm member={latest} {...props} />}
    </QueryState>
  );
}

interface FormProps extends Pick<TaskProps, "onDone" | "onReplace"> {
  member: Member;
}

const fields = ["name", "job_title", "role", "permissions", "agent_ids", "company_ids"];

function EditMemberForm({ member, onDone, onReplace }: FormProps) {
  const ownId = useSession().member.id;
  const { agents: assigned, ...initialValues } = toDraft(member);
  const draftName = `edit-member:${member.id}`;
  const assignment = useDraftState(`${draftName}:agents`, assigned);
  const agents = assignment.value;
  const known = { agents: useQuery(allAgentsQuery).data ?? [], companies: useQuery(allCompaniesQuery).data ?? [] };
  const queryClient = useQueryClient();
  const update = useUpdateMember();

  const { form, formProps, setDraft, outdatedDraft, refused, busy } = useServerForm({
    draft: draftName,
    initialValues,
    validate: { name: required("Enter the member’s name.") },
    fields,
    save: (): Promise<Member> => editing.saveOrLoad(() => update.mutateAsync({ member: base, changes })),
    onSaved: (saved) => {
      notifications.show({ message: `Changes to ${saved.name} are saved.` });
      onDone();
    },
    onRefused: isEditConflict,
  });
  const draft = { ...form.values, agents };
  const editing = useEditing({
    latest: member,
    draft,
    setDraft: ({ agents, ...values }, { agents: savedAgents, ...saved }) => {
      setDraft(values, saved);
      assignment.setDraft(agents, savedAgents);
    },
    toDraft,
    getChanges: (before, after) => getChanges(before, after, known.agents),
    load: () => queryClient.fetchQuery(memberQuery(member.id)),
    // The notice lists what differs, in place of a note at each field.
    rebase: (before, after, saved) => ({ draft: rebaseMemberDraft(before, after, saved), conflicts: [] }),
  });
  const { base, changes, otherChange } = editing;
  const callChanges = useCallChanges(base, changes);
  const conflict = otherChange && [
    ...compareStatus(otherChange.before, otherChange.after),
    ...listDifferences(toDraft(otherChange.before), toDraft(otherChange.after), known),
  ];
  const differences = [
    ...listDifferences(toDraft(base), draft, known),
    ...[...callChanges.counts, ...(callChanges.note ? [callChanges.note] : [])].map((text): Difference => ({
      kind: "text",
      text,
    })),
  ];

  // Members who remove themselves cannot invite anybody afterwards.
  const mayReplace = base.can.includes("remove") && base.id !== ownId;

  return (
    <form {...formProps}>
      <OutdatedDraftNotice
        isOutdated={outdatedDraft.isOutdated || assignment.outdatedDraft.isOutdated}
        showSaved={() => {
          if (outdatedDraft.isOutdated) outdatedDraft.showSaved();
          if (assignment.outdatedDraft.isOutdated) assignment.outdatedDraft.showSaved();
        }}
      />
      <AgentFields
        administrator={form.values.administrator}
        agents={agents}
        onAgentsChange={assignment.set}
        autofocus
        errors={form.errors}
      />
      <RightsFields
        permissions={form.values.permissions}
        onPermissionsChange={(permissions) => form.setFieldValue("permissions", permissions)}
        administrator={form.values.administrator}
        onAdministratorChange={(administrator) => form.setFieldValue("administrator", administrator)}
        errors={form.errors}
      />
      <FormSection title="Details">
        <Stack gap="md">
          <TextInput label="Name" {...mandatory} autoComplete="off" {...form.getInputProps("name")} />
          <TextInput label="Job title" autoComplete="off" {...form.getInputProps("job_title")} />
          <ReadOnlyEmail
            email={base.email}
            onReplace={mayReplace ? () => onReplace(base, { ...draft, email: base.email }) : undefined}
          />
        </Stack>
      </FormSection>
      <DialogActions submit="Save changes" busy={busy} disabled={!editing.isChanged} onCancel={onDone}>
        <FormError>{refused}</FormError>
        <ChangesPreview conflict={conflict} differences={differences} />
      </DialogActions>
    </form>
  );
}

function compareStatus(base: Member, saved: Member): Difference[] {
  if (base.status === saved.status) return [];
  return [{ kind: "field", label: "Status", before: describeStatus(base), after: describeStatus(saved) }];
}

/** An email cannot be changed (M30); `onReplace` starts the way to another one (M31). */
function ReadOnlyEmail({ email, onReplace }: { email: string; onReplace?: () => void }) {
  return (
    <div>
      <TextInput
        label="Email"
        value={email}
        readOnly
        classNames={{ input: styles.readOnly }}
        inputWrapperOrder={["label", "input", "description"]}
        description="An email cannot be changed. To use another one, remove this member and invite again."
      />
      {onReplace && (
        <Anchor component="button" type="button" size="xs" onClick={onReplace}>
          Change email (removes and re-invites)
        </Anchor>
      )}
    </div>
  );
}
