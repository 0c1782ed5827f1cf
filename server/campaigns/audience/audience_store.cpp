#include "campaigns/audience/audience_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "contacts/contact_selection_store.hpp"
#include "contacts/list/contact_condition_store.hpp"
#include "contacts/segments/segment_filter.hpp"
#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::campaigns {

namespace {

using contacts::ContactCondition;
using database::SqlFragment;
using database::StatementBuilder;
using database::Transaction;

// What SQLite and PostgreSQL can take as the number of parameters is far more; it bounds the texts of statements.
constexpr std::size_t values_of_one_statement = 256;

/// The conditions of segments, with what their fragments borrow from.
class SegmentConditions {
public:
    /// `contact` is in the segment.
    SqlFragment is_in(const AudienceSegment& segment) {
        const contacts::ContactFilter all{.and_filters = {segment.filter}};
        SqlFragment condition{"("};
        const auto parts =
            contacts::contact_conditions_of(*filters_.emplace_back(std::make_unique<contacts::ContactFilter>(all)));
        for (const auto& part : parts) {
            if (condition.sql.size() > 1) condition.sql += " AND ";
            condition.sql += "(" + part.holds.sql + ")";
            condition.values.insert(condition.values.end(), part.holds.values.begin(), part.holds.values.end());
            parts_.push_back(part);
        }
        condition.sql += ')';
        return condition;
    }

    /// In none of these, whatever is NULL.
    SqlFragment is_in_none(std::span<const AudienceSegment> segments) {
        SqlFragment condition{"TRUE"};
        for (const auto& segment : segments) {
            const auto is_in_it = is_in(segment);
            condition.sql += " AND NOT COALESCE(" + is_in_it.sql + ", FALSE)";
            condition.values.insert(condition.values.end(), is_in_it.values.begin(), is_in_it.values.end());
        }
        return condition;
    }

private:
    std::vector<std::unique_ptr<contacts::ContactFilter>> filters_;
    std::vector<ContactCondition> parts_;
};

bool is_static(const AudienceSegment& segment) { return segment.segment.kind == contacts::SegmentKind::static_; }

}  // namespace

AudienceSegments read_audience_segments(Transaction& tx, const CompanyId& company,
                                        const std::vector<CampaignSegment>& segments) {
    AudienceSegments audience{.company = company};
    const auto fields = contacts::list_own_fields(tx);
    for (const auto& listed : segments) {
        const auto segment = contacts::find_segment_row(tx, listed.id);
        if (!segment) continue;
        auto& part = listed.is_excluded ? audience.excluded : audience.called;
        part.push_back({*segment, contacts::filter_of_segment(*segment, fields).filter});
    }
    return audience;
}

std::vector<AudienceContact> list_audience_contacts(Transaction& tx, const AudienceSegments& segments,
                                                    const AudiencePosition& position, std::int64_t limit) {
    const auto& segment = segments.called.at(position.segment);
    SegmentConditions conditions;
    StatementBuilder statement("SELECT c.id, c.created_at, ");
    if (!is_static(segment)) statement.add("COALESCE(").add(conditions.is_in(segment)).add(", FALSE) AND ");
    statement.add(conditions.is_in_none(segments.excluded)).add(" AND ");
    statement.add(conditions.is_in_none(std::span(segments.called).first(position.segment)));
    if (is_static(segment)) {
        statement.add(" FROM segment_contacts l JOIN contacts c ON c.id = l.contact_id");
        statement.where("l.segment_id = ?", {segment.segment.id}).where("l.contact_id > ?", {position.contact});
        statement.add(" ORDER BY l.contact_id LIMIT ?", {limit});
    } else {
        statement.add(" FROM contacts c").where("c.company_id = ?", {segments.company});
        statement.where("(c.created_at, c.id) > (?, ?)", {position.created_at, position.contact});
        statement.add(" ORDER BY c.created_at, c.id LIMIT ?", {limit});
    }
    return statement.all(tx, database::read_row<AudienceContact>);
}

std::vector<ContactId> list_sampled_audience(Transaction& tx, const AudienceSegments& segments,
                                             std::span<const std::int64_t> numbers) {
    std::vector<ContactId> contacts;
    while (!numbers.empty()) {
        const auto part = numbers.first(std::min(numbers.size(), values_of_one_statement));
        numbers = numbers.subspan(part.size());
        SegmentConditions conditions;
        std::vector<database::Parameter> values(part.begin(), part.end());
        StatementBuilder statement("SELECT c.id FROM contacts c");
        statement.where(contacts::is_one_of_values("c.number", values))
            .where(contacts::is_of_company_without_index("c.company_id", segments.company));
        SqlFragment is_in_any{"FALSE"};
        for (const auto& segment : segments.called) {
            const auto is_in = conditions.is_in(segment);
            is_in_any.sql += " OR " + is_in.sql;
            is_in_any.values.insert(is_in_any.values.end(), is_in.values.begin(), is_in.values.end());
        }
        statement.where(is_in_any).where(conditions.is_in_none(segments.excluded));
        for (auto& id : statement.all(tx, [](const database::Row& row) { return row.id<ContactId>(0); })) {
            contacts.push_back(std::move(id));
        }
    }
    return contacts;
}

std::vector<ContactId> list_contacts_with_attempts(Transaction& tx, const CampaignId& campaign,
                                                   std::span<const ContactId> contacts) {
    std::vector<ContactId> found;
    contacts::for_each_part_of_ids(contacts, [&](std::span<const ContactId> part) {
        StatementBuilder statement("SELECT DISTINCT a.contact_id FROM attempts a");
        statement.where("a.campaign_id = ?", {campaign}).where(contacts::is_one_of("a.contact_id", part));
        for (auto& id : statement.all(tx, [](const database::Row& row) { return row.id<ContactId>(0); })) {
            found.push_back(std::move(id));
        }
    });
    return found;
}

std::vector<WaitingAttempt> list_attempts_after(Transaction& tx, const CampaignId& campaign, const ContactId& contact,
                                                std::int64_t limit) {
    static const auto columns = database::columns_of<WaitingAttempt>(
        "a", {{"waits_for_hours", "(a.state = 'planned' AND COALESCE(a.wait_reason, '') = 'hours')"}});
    static const auto select_after = "SELECT " + columns +
                                     " FROM attempts a WHERE a.campaign_id = $1 AND a.contact_id > $2"
                                     " ORDER BY a.contact_id, a.number LIMIT $3";
    static const auto select_of_contact =
        "SELECT " + columns + " FROM attempts a WHERE a.campaign_id = $1 AND a.contact_id = $2 ORDER BY a.number";
    auto attempts = tx.all(select_after, database::read_row<WaitingAttempt>, campaign, contact, limit);
    if (std::ssize(attempts) < limit) return attempts;
    const auto last = attempts.back().contact_id;
    std::erase_if(attempts, [&](const auto& attempt) { return attempt.contact_id == last; });
    auto of_last = tx.all(select_of_contact, database::read_row<WaitingAttempt>, campaign, last);
    attempts.insert(attempts.end(), of_last.begin(), of_last.end());
    return attempts;
}

}  // namespace rollcall::campaigns
