import { notifications } from "@mantine/notifications";
import { Stack, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { allAgentsQuery } from "../../api/agents";
import { ApiError } from "../../api/api-error";
import { allCompaniesQuery } from "../../api/companies";
import { memberQuery, useUpdateMember } from "../../api/members";
import type { Member } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { required } from "../../lib/validation";
import { useServerForm } from "../../shared/requests/use-server-form";
import { useSession } from "../../shared/session/session-context";
import { AdministratorSwitch } from "./administrator-switch";
import { AgentPicker } from "./agent-picker";
import { BeforeSaving } from "./before-saving";
import { wordsForCalls } from "./calls-in-sight";
import { FixedEmail } from "./fixed-email";
import { FormSection } from "./form-section";
import { differenceOf, type Difference } from "./member-difference";
import { changesOf, draftOf, rebase } from "./member-draft";
import type { BeginTask } from "./member-task";
import { PermissionSwitches } from "./permission-switches";
import { wordForStatus } from "./status-words";
import { useCallsInSight } from "./use-calls-in-sight";

const fields = ["name", "job_title", "role", "permissions", "agent_ids", "company_ids"];

interface Props {
  member: Member;
  onDone: () => void;
  onBegin: BeginTask;
}

/** A member's details, permissions and agents, with what saving would change. */
export function EditMemberForm({ member, onDone, onBegin }: Props) {
  const ownId = useSession().member.id;
  // The state that the changes are made from.
  const [base, setBase] = useState(member);
  const { agents: assigned, ...start } = draftOf(member);
  const [choice, setChoice] = useState(assigned);
  const [meanwhile, setMeanwhile] = useState<Difference[] | null>(null);
  const known = { agents: useQuery(allAgentsQuery).data ?? [], companies: useQuery(allCompaniesQuery).data ?? [] };
  const queryClient = useQueryClient();
  const update = useUpdateMember();

  const { form, formProps, refused, busy } = useServerForm({
    initialValues: start,
    validate: { name: required("Enter the member’s name.") },
    fields,
    save: async () => {
      try {
        return await update.mutateAsync({ member: base, changes });
      } catch (error) {
        if (isMeanwhile(error)) await takeTheirs();
        throw error;
      }
    },
    onSaved: (saved) => {
      notifications.show({ message: `Changes to ${saved.name} are saved.` });
      onDone();
    },
    onRefused: isMeanwhile,
  });
  const draft = { ...form.values, agents: choice };
  const before = draftOf(base);
  const changes = changesOf(before, draft, known.agents);
  const inSight = useCallsInSight(base.id, changes);
  const difference = [
    ...differenceOf(before, draft, known),
    ...wordsForCalls(inSight).map((text): Difference => ({ kind: "words", text })),
  ];
  const { administrator } = form.values;

  /** Goes on from the member as somebody else has saved it, with what was changed here on top. */
  const takeTheirs = async () => {
    const theirs = await queryClient.fetchQuery(memberQuery(base.id));
    const { agents, ...values } = rebase(before, draft, draftOf(theirs));
    setMeanwhile([...statusDifference(base, theirs), ...differenceOf(before, draftOf(theirs), known)]);
    setBase(theirs);
    form.setValues(values);
    setChoice(agents);
  };

  // Who removes oneself can invite nobody any more.
  const mayReplace = base.can.includes("remove") && base.id !== ownId;
  const replace = () => onBegin({ task: "remove", member: base, next: { ...draft, email: base.email } });

  return (
    <form {...formProps}>
      <Stack gap="md">
        <TextInput label="Name" {...mandatory} data-autofocus autoComplete="off" {...form.getInputProps("name")} />
        <TextInput label="Job title" autoComplete="off" {...form.getInputProps("job_title")} />
        <FixedEmail email={base.email} onReplace={mayReplace ? replace : undefined} />
      </Stack>

      <FormSection title="Permissions" error={form.errors.permissions ?? form.errors.role}>
        <PermissionSwitches
          value={form.values.permissions}
          onChange={(permissions) => form.setFieldValue("permissions", { ...form.values.permissions, ...permissions })}
          disabled={administrator}
        />
        <AdministratorSwitch
          checked={administrator}
          onChange={(checked) => form.setFieldValue("administrator", checked)}
        />
      </FormSection>

      <FormSection title="Agents" error={form.errors.agent_ids ?? form.errors.company_ids}>
        <AgentPicker value={choice} onChange={setChoice} disabled={administrator} />
      </FormSection>

      <DialogActions submit="Save changes" busy={busy} disabled={Object.keys(changes).length === 0} onCancel={onDone}>
        <FormError>{refused}</FormError>
        <BeforeSaving name={base.name} meanwhile={meanwhile} difference={difference} />
      </DialogActions>
    </form>
  );
}

function isMeanwhile(error: unknown): boolean {
  return error instanceof ApiError && error.code === "changed_meanwhile";
}

function statusDifference(base: Member, theirs: Member): Difference[] {
  if (base.status === theirs.status) return [];
  return [{ kind: "field", label: "Status", before: wordForStatus(base), after: wordForStatus(theirs) }];
}
