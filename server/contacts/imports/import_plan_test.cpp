#include "contacts/imports/import_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace rollcall::contacts {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Text = std::optional<std::string>;

const Time now = from_milliseconds(1'790'000'000'000);

Contact contact(const std::string& id, const Text& phone) { return {.id = ContactId(id), .name = id, .phone = phone}; }

ImportRow row(const Text& id, const std::string& name, const Text& phone) {
    ImportRow row;
    if (id) row.id = ContactId(*id);
    row.has_name = true;
    row.contact = {.id = ContactId("new " + name), .name = name, .phone = phone};
    return row;
}

RowOutcome add(ImportPlan& plan, ImportRow row) { return plan.add(row, now); }

/// Who has which number afterwards, in the order in which it is stored.
std::vector<std::string> list_stored(const ImportPlan& plan) {
    std::vector<std::string> stored;
    for (const auto& update : plan.updated()) {
        stored.push_back(update.before.id.text() + ": " + update.after.name + " " + update.after.phone.value_or("-"));
    }
    for (const auto& created : plan.created()) stored.push_back(created.name + " " + created.phone.value_or("-"));
    return stored;
}

TEST(ImportPlan, GivesANumberThatWasReplacedToTheNextPersonOfTheFile) {
    ImportPlan plan(ExistingContacts::overwrite, {contact("ann", "1")});
    EXPECT_EQ(add(plan, row("ann", "Ann", "2")), RowOutcome::updated);
    EXPECT_EQ(add(plan, row({}, "Ben", "1")), RowOutcome::created);
    EXPECT_EQ(add(plan, row({}, "Benjamin", "1")), RowOutcome::updated);
    EXPECT_EQ(add(plan, row({}, "Anna", "2")), RowOutcome::updated);
    EXPECT_THAT(list_stored(plan), ElementsAre("ann: Anna 2", "Benjamin 1"));
}

TEST(ImportPlan, StoresWhoGivesUpANumberBeforeWhoGetsIt) {
    ImportPlan plan(ExistingContacts::overwrite, {contact("ann", "1"), contact("ben", "2"), contact("cleo", "3")});
    EXPECT_EQ(add(plan, row("cleo", "Cleo", "4")), RowOutcome::updated);
    EXPECT_EQ(add(plan, row("ben", "Ben", "3")), RowOutcome::updated);
    EXPECT_EQ(add(plan, row("ann", "Ann", "2")), RowOutcome::updated);
    EXPECT_EQ(add(plan, row("cleo", "Cleo", "5")), RowOutcome::updated);
    EXPECT_EQ(add(plan, row({}, "Dora", "1")), RowOutcome::created);
    EXPECT_THAT(list_stored(plan), ElementsAre("cleo: Cleo 5", "ben: Ben 3", "ann: Ann 2", "Dora 1"));
}

TEST(ImportPlan, RefusesANumberThatAnotherContactStillHas) {
    ImportPlan plan(ExistingContacts::overwrite, {contact("ann", "1"), contact("ben", "2")});
    auto early = row("ben", "Ben", "1");
    EXPECT_EQ(plan.add(early, now), RowOutcome::refused);
    EXPECT_EQ(early.refused, "Another contact of the company has this phone number.");
    EXPECT_EQ(add(plan, row("ann", "Ann", "3")), RowOutcome::updated);
    EXPECT_EQ(add(plan, row("ben", "Ben", "1")), RowOutcome::updated);
}

TEST(ImportPlan, RefusesThatTwoContactsExchangeTheirNumbers) {
    ImportPlan plan(ExistingContacts::overwrite, {contact("ann", "1"), contact("ben", "2")});
    EXPECT_EQ(add(plan, row("ann", "Ann", "3")), RowOutcome::updated);
    EXPECT_EQ(add(plan, row("ben", "Ben", "1")), RowOutcome::updated);
    auto last = row("ann", "Ann", "2");
    EXPECT_EQ(plan.add(last, now), RowOutcome::refused);
    EXPECT_THAT(last.refused.value_or(""), testing::HasSubstr("Import this row again."));
    EXPECT_THAT(list_stored(plan), ElementsAre("ann: Ann 3", "ben: Ben 1"));
}

TEST(ImportPlan, GivesAContactItsFormerNumberBack) {
    ImportPlan plan(ExistingContacts::overwrite, {contact("ann", "1")});
    EXPECT_EQ(add(plan, row("ann", "ann", "2")), RowOutcome::updated);
    EXPECT_EQ(add(plan, row("ann", "ann", "1")), RowOutcome::updated);
    EXPECT_THAT(list_stored(plan), IsEmpty());
    EXPECT_EQ(add(plan, row({}, "Ben", "2")), RowOutcome::created);
    EXPECT_EQ(add(plan, row({}, "Ann", "1")), RowOutcome::updated);
    EXPECT_THAT(list_stored(plan), ElementsAre("ann: Ann 1", "Ben 2"));
}

TEST(ImportPlan, ReplacesNoNumberWhereContactsAreFilledOrSkipped) {
    for (const auto existing : {ExistingContacts::fill, ExistingContacts::skip}) {
        ImportPlan plan(existing, {contact("ann", "1")});
        add(plan, row("ann", "ann", "2"));
        add(plan, row({}, "Ben", "1"));
        EXPECT_THAT(list_stored(plan), IsEmpty());
        EXPECT_EQ(add(plan, row({}, "Ben", "2")), RowOutcome::created);
    }
}

}  // namespace
}  // namespace rollcall::contacts
