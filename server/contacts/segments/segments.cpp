#include "contacts/segments/segments.hpp"

#include <boost/json/serialize.hpp>

#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "contacts/contact_limits.hpp"
#include "contacts/input_checks.hpp"
#include "contacts/list/contact_list_store.hpp"
#include "contacts/segments/segment_contact_store.hpp"
#include "core/changed_fields.hpp"
#include "core/error.hpp"

namespace rollcall::contacts {

namespace {

using access::Action;
using access::CurrentCaller;
using database::Transaction;

constexpr std::int64_t rows_deleted_at_once = 5'000;

Error name_is_taken() { return Error::conflict("This company already has a segment with this name."); }

/// As it is stored; nothing for a static segment.
std::optional<std::string> checked_filter(const std::optional<boost::json::object>& filter, const Segment& segment,
                                          const std::vector<OwnField>& fields, FieldCheck& check) {
    if (segment.kind == SegmentKind::static_) {
        if (filter) check.fail("filter", "Only a saved filter has one. Contacts are put into a static segment.");
        return std::nullopt;
    }
    if (!filter) {
        check.fail("filter", "This is required for a saved filter.");
        return std::nullopt;
    }
    read_segment_filter(*filter, segment.company_id, fields, check);
    return boost::json::serialize(*filter);
}

Segment new_segment(const CreateSegment& input, const std::vector<OwnField>& fields, Time now) {
    FieldCheck check;
    Segment segment{.id = SegmentId::make(now),
                    .company_id = input.company_id,
                    .name = check.name("name", input.name),
                    .description = check.optional_text("description", input.description, max_segment_description_bytes),
                    .kind = input.kind,
                    .created_at = now,
                    .updated_at = now};
    segment.filter = checked_filter(input.filter, segment, fields, check);
    check.finish();
    return segment;
}

Segment changed_segment(const Segment& before, const UpdateSegment& input, const std::vector<OwnField>& fields,
                        Time now) {
    FieldCheck check;
    auto after = before;
    if (input.name.is_present()) after.name = check.name("name", input.name.value().value_or(""));
    if (input.description.is_present()) {
        after.description =
            check.optional_text("description", input.description.value(), max_segment_description_bytes);
    }
    if (input.filter.is_present()) after.filter = checked_filter(input.filter.value(), before, fields, check);
    after.updated_at = now;
    check.finish();
    return after;
}

ContactCount count_contacts_of(Transaction& tx, const access::Caller& caller, const Segment& segment,
                               const ContactFilter& filter, Counting counting, Time now) {
    if (segment.kind == SegmentKind::static_ && counting == Counting::about) {
        const auto counted = count_segment_contacts(tx, segment.id, max_segment_contacts_counted + 1);
        if (counted <= max_segment_contacts_counted) return {.contacts = counted};
    }
    return count_contacts(tx, caller, filter, counting, now);
}

SegmentView view_segment(Transaction& tx, const access::Caller& caller, const Segment& segment,
                         const std::vector<OwnField>& fields, Counting counting, Time now) {
    const auto [filter, problems] = filter_of_segment(segment, fields);
    SegmentView view{.segment = segment, .count = {}, .filter_problems = problems};
    if (!filter.matches_nothing) view.count = count_contacts_of(tx, caller, segment, filter, counting, now);
    return view;
}

/// After the write, since others would wait while its contacts are counted.
SegmentView view_stored_segment(const access::Context& context, const Segment& segment) {
    return context.read([&](Transaction& tx) {
        return view_segment(tx, context.caller, segment, list_own_fields(tx), Counting::about, context.now());
    });
}

}  // namespace

Segment require_segment(Transaction& tx, const access::Caller& caller, Action action, const SegmentId& id, Time now) {
    auto found = find_segment(tx, caller, id, now);
    access::require(caller, action, found ? found->rights : access::Rights{});
    if (!found) throw Error::not_found();  // an administrator may, but there is no such segment
    return std::move(found->segment);
}

SegmentView create_segment(const access::Context& context, const CreateSegment& input) {
    const auto stored = context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        require_company_to_create_in(tx, caller, Action::create_segments, input.company_id, now);
        const auto segment = new_segment(input, list_own_fields(tx), now);
        if (!insert_segment_row(tx, segment)) throw name_is_taken();
        audit::record(tx, now, caller, "segment.created", segment.id.text());
        return require_segment(tx, caller, Action::create_segments, segment.id, now);
    });
    return view_stored_segment(context, stored);
}

SegmentView update_segment(const access::Context& context, const SegmentId& id, const ExpectedVersion& expected,
                           const UpdateSegment& input) {
    const auto stored = context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        const auto before = require_segment(tx, caller, Action::update_segment, id, now);
        expected.require(before.version);
        const auto after = changed_segment(before, input, list_own_fields(tx), now);
        const auto changes = changed_fields({{"name", before.name != after.name},
                                             {"description", before.description != after.description},
                                             {"filter", before.filter != after.filter}});
        if (changes.empty()) return before;
        if (!update_segment_row(tx, after)) throw name_is_taken();
        audit::record(tx, now, caller, "segment.updated", id.text(), changes);
        return require_segment(tx, caller, Action::update_segment, id, now);
    });
    return view_stored_segment(context, stored);
}

void delete_segment(const access::Context& context, const SegmentId& id, const ExpectedVersion& expected) {
    context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto segment = require_segment(tx, caller, Action::delete_segment, id, context.now());
        expected.require(segment.version);
        delete_segment_row(tx, id);
        insert_deleted_segment_row(tx, id);
        audit::record(tx, context.now(), caller, "segment.deleted", id.text());
    });
    // Also those of a segment whose deletion was interrupted here.
    const auto delete_some = [](Transaction& tx) { return delete_rows_of_deleted_segments(tx, rows_deleted_at_once); };
    while (context.database.write(delete_some)) continue;
}

SegmentView get_segment(const access::Context& context, const SegmentId& id, Counting counting) {
    return context.read([&](Transaction& tx) {
        const auto segment = require_segment(tx, context.caller, Action::view_segment, id, context.now());
        return view_segment(tx, context.caller, segment, list_own_fields(tx), counting, context.now());
    });
}

database::Page<SegmentView> get_segments(const access::Context& context, const SegmentChoice& choice,
                                         const database::PageRequest& request) {
    access::require(context.caller, Action::view_segment, access::rights_in_scope(context.caller));
    return context.read([&](Transaction& tx) {
        auto page = list_segments(tx, context.caller, choice, request, context.now());
        const auto fields = list_own_fields(tx);
        database::Page<SegmentView> views{.items = {},
                                          .next_cursor = std::move(page.next_cursor),
                                          .previous_cursor = std::move(page.previous_cursor),
                                          .total = page.total};
        for (const auto& segment : page.items) {
            views.items.push_back(view_segment(tx, context.caller, segment, fields, Counting::about, context.now()));
        }
        return views;
    });
}

database::Page<Contact> get_segment_contacts(const access::Context& context, const SegmentId& id,
                                             const database::PageRequest& request) {
    return context.read([&](Transaction& tx) {
        const auto segment = require_segment(tx, context.caller, Action::view_segment, id, context.now());
        const auto filter = filter_of_segment(segment, list_own_fields(tx)).filter;
        return list_contacts(tx, context.caller, filter, request, context.now());
    });
}

}  // namespace rollcall::contacts
