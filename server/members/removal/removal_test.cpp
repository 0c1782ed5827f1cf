#include "members/removal/removal.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "access/caller_store.hpp"
#include "access/member_row_store.hpp"
#include "accounts/account_store.hpp"
#include "core/error.hpp"
#include "core/temporary_folder.hpp"
#include "database/open_database.hpp"
#include "database/testing.hpp"
#include "identity/session_store.hpp"
#include "jobs/unreferenced_blob_store.hpp"
#include "jobs/unreferenced_blobs.hpp"
#include "members/list/search_testing.hpp"
#include "members/member_store.hpp"
#include "members/removal/erasure.hpp"
#include "storage/folder_blobs.hpp"

namespace rollcall::members {

namespace {

constexpr int people = 60'000;
constexpr int removals = 3'000;
// Begins a word, so that the entries of the search hold it together with the number.
constexpr std::string_view marker = "zq";

// Scattered over the alphabet, so that pages of the table and of its indexes split everywhere.
std::string name_of(int number, std::string_view prefix) {
    return fmt::format("{}{:05} {}{:05}", prefix, number * 7919L % people, marker, number);
}

access::MemberRow person(int number) {
    access::MemberRow member;
    member.id = MemberId(fmt::format("id-{:05}", number));
    member.email = fmt::format("{:05}.{}{:05}@example.com", number * 104729L % people, marker, number);
    member.name = name_of(number, "Ä");
    return member;
}

std::string content(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

// The numbers of the people of whom anything is left in the bytes.
std::set<int> people_in(const std::string& bytes) {
    std::set<int> found;
    for (auto at = bytes.find(marker); at != std::string::npos; at = bytes.find(marker, at + 1)) {
        const auto digits = bytes.substr(at + marker.size(), 5);
        if (digits.find_first_not_of("0123456789") == std::string::npos) found.insert(std::stoi(digits));
    }
    return found;
}

class Removal : public ::testing::Test {
protected:
    Removal() {
        caller = database->write([&](database::Transaction& tx) {
            EXPECT_TRUE(accounts::insert_account_row(tx, {.name = "Harbour"}, clock.now()));
            access::MemberRow ada;
            ada.id = MemberId(std::string("ada"));
            ada.email = "ada@example.com";
            ada.name = "Ada";
            ada.role = access::Role::administrator;
            EXPECT_TRUE(insert_searchable_member(tx, ada, "hash"));
            const auto session = identity::insert_session(tx, ada.id, "token", {}, clock.now());
            return access::get_current_caller(tx, {.member = ada.id, .session = session});
        });
    }

    template <class Change>
    void change_all(int first, int step, Change change) {
        database->write([&](database::Transaction& tx) {
            for (int number = first; number < people; number += step) change(tx, number);
        });
    }

    // By enough threads at once for removals to share commits.
    void remove_at_once(int count) {
        constexpr int remover_count = 32;
        std::vector<std::thread> threads;
        for (int remover = 0; remover < remover_count; ++remover) {
            threads.emplace_back([&, remover] {
                for (int index = remover; index < count; index += remover_count) {
                    remove_member({*database, clock, caller}, ledger, person(index * 3 + 2).id, {});
                }
            });
        }
        for (auto& thread : threads) thread.join();
    }

    std::set<int> people_left() const { return people_in(content(file) + content(file + "-wal")); }

    TemporaryFolder folder;
    std::string file = folder.file("rollcall.db");
    database::testing::FixedClock clock;
    mail::Folder mail{folder.file("outbox")};
    std::unique_ptr<database::Database> database = database::open_sqlite(file, clock);
    std::unique_ptr<storage::Blobs> blobs = storage::open_folder_blobs(folder.file("storage"));
    SealingKey key = SealingKey::load_or_create(folder.file("key"));
    erasure_ledger::Ledger ledger{folder.file("erasures.log"), key};
    access::Caller caller;
};

}  // namespace

TEST_F(Removal, leaves_nothing_of_thousands_in_any_file_after_many_changes) {
    // As in a large account: the search has its index, which holds parts of names.
    make_search_index(*database);
    change_all(0, 1, [](database::Transaction& tx, int number) {
        EXPECT_TRUE(insert_searchable_member(tx, person(number), "hash"));
    });
    change_all(0, 3, [](database::Transaction& tx, int number) { delete_searchable_member(tx, person(number).id); });
    change_all(1, 3, [](database::Transaction& tx, int number) {
        auto renamed = person(number);
        renamed.name = name_of(number, "Renamed ");
        update_searchable_member(tx, renamed);
    });
    ASSERT_TRUE(database->read(get_search_state).has_index);
    remove_at_once(removals);
    const auto before = people_left();
    ASSERT_TRUE(before.contains(2)) << "the test cannot find anybody";

    EXPECT_EQ(erase_removed_members({*database, *blobs, mail, clock, ledger}), static_cast<std::size_t>(removals));

    const auto left = people_left();
    EXPECT_EQ(left.size(), static_cast<std::size_t>(people - people / 3 - removals));
    for (int index = 0; index < removals; ++index) EXPECT_FALSE(left.contains(index * 3 + 2)) << index;
    for (int number = 0; number < people; number += 3) EXPECT_FALSE(left.contains(number)) << number;
}

TEST_F(Removal, waits_for_pictures_to_be_deleted_and_for_no_other_files) {
    change_all(people - 1, 1, [](database::Transaction& tx, int number) {
        EXPECT_TRUE(insert_searchable_member(tx, person(number), "hash"));
        access::update_member_picture(tx, person(number).id, "1");
    });
    database->write(
        [](database::Transaction& tx) { jobs::insert_unreferenced_blob_row(tx, "recordings/1", jobs::at_once); });
    for (const auto* name : {"pictures/1", "recordings/1"}) {  // a folder cannot be deleted
        std::filesystem::create_directories(folder.file(std::string("storage/") + name));
    }
    remove_member({*database, clock, caller}, ledger, person(people - 1).id, {});
    const ErasureContext context{*database, *blobs, mail, clock, ledger};
    EXPECT_THROW(erase_removed_members(context), Error);

    std::filesystem::remove(folder.file("storage/pictures/1"));
    EXPECT_EQ(erase_removed_members(context), 1U);
    EXPECT_EQ(erase_removed_members(context), 0U);
}

TEST_F(Removal, has_nothing_to_erase_when_nobody_was_removed) {
    EXPECT_EQ(erase_removed_members({*database, *blobs, mail, clock, ledger}), 0U);
}

}  // namespace rollcall::members
