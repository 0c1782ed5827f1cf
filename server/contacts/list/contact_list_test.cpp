#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <random>
#include <set>

#include "access/assignment_store.hpp"
#include "contacts/list/contact_count_store.hpp"
#include "contacts/list/contact_list_store.hpp"
#include "contacts/own_fields/own_field_values.hpp"
#include "contacts/search/contact_search_index.hpp"
#include "contacts/search/contact_search_text.hpp"
#include "core/text.hpp"
#include "database/testing_backends.hpp"
#include "database/testing_rows.hpp"

namespace rollcall::contacts {
namespace {

constexpr int companies = 90;  // more than are merged at once
const std::vector<std::string> words = {"Maria", "Mariana", "José", "Łukasz", "山田",
                                        "花子",  "محمد",    "Ana",  "An",     "Tan"};

CompanyId company_id(int number) { return CompanyId(fmt::format("company-{:02}", number)); }

class ContactLists : public database::testing::OnEachBackend {
protected:
    using Ids = std::vector<std::string>;

    void SetUp() override {
        database->write([&](database::Transaction& tx) {
            for (int number = 0; number < companies; ++number) {
                database::testing::insert_test_company(tx, company_id(number).text());
            }
            ASSERT_TRUE(insert_own_field_row(tx, field));
            // The contacts are in two blocks of the index.
            tx.execute("UPDATE contact_search_state SET last_number = $1, indexed_up_to = $1", numbers_of_block - 300);
        });
    }

    int up_to(int highest) { return std::uniform_int_distribution(0, highest)(random); }
    const std::string& any_word() { return words[static_cast<std::size_t>(up_to(static_cast<int>(words.size()) - 1))]; }

    Contact random_contact() {
        const auto number = ++made;
        Contact contact{.id = ContactId(fmt::format("contact-{:04}", number)),
                        .company_id = company_id(up_to(1) == 0 ? up_to(2) : up_to(companies - 1)),
                        .name = fmt::format("{} {}", any_word(), any_word()),
                        .created_at = from_milliseconds(1'795'000'000'000 + up_to(200))};
        if (up_to(2) == 0) contact.second_name = any_word();
        if (up_to(1) == 0) contact.email = fmt::format("{}@harbour.example", number);
        if (up_to(1) == 0) contact.phone = fmt::format("+4930{}", 1'000'000 + number);
        if (up_to(9) == 0) contact.tags = {"VIP"};
        if (up_to(2) == 0) {
            contact.own_fields[field.key] = {OwnFieldKind::text, up_to(20) == 0 ? "Rare" : "Common"};
        }
        return contact;
    }

    void add(int count) {
        database->write([&](database::Transaction& tx) {
            for (; count > 0; --count) {
                known.push_back(random_contact());
                insert_contact_row(tx, known.back());
                changed(known.back().id);
            }
        });
    }

    Contact& any_contact() { return known[static_cast<std::size_t>(up_to(static_cast<int>(known.size()) - 1))]; }

    /// Changes and deletes some, and perhaps adds what waits to the index.
    void change_some() {
        database->write([&](database::Transaction& tx) {
            for (int turn = 0; turn < 20; ++turn) {
                auto& contact = any_contact();
                auto after = contact;
                after.name = up_to(3) == 0 ? contact.name : fmt::format("{} {}", any_word(), any_word());
                update_contact_row(tx, contact, after);
                if (after.name != contact.name) changed(contact.id);
                contact = after;
                auto& other = any_contact();
                delete_contact_row(tx, other.id);
                std::erase_if(known, [id = other.id](const Contact& each) { return each.id == id; });
            }
            if (up_to(1) == 0) index_waiting_contacts(tx);
        });
    }

    /// Contacts whose text has changed are the newest for the search.
    void changed(const ContactId& id) { age[id.text()] = ++changes; }

    access::Caller administrator() const {
        return {.role = access::Role::administrator, .permissions = access::Permissions::all()};
    }

    access::Caller member(const std::set<int>& of_companies) {
        const MemberId id(fmt::format("member-{}", ++made));
        database->write([&](database::Transaction& tx) {
            database::testing::insert_test_member(tx, id.text(), "member");
            for (const int company : of_companies) access::insert_assignment_row(tx, id, company_id(company));
        });
        return {.member = id, .permissions = access::Permissions().with(access::Permission::access_crm, true)};
    }

    static std::string text_of(const Contact& contact) {
        ContactTexts texts{
            .name = contact.name, .second_name = contact.second_name, .email = contact.email, .phones = {}};
        if (contact.phone) texts.phones.push_back(*contact.phone);
        return make_contact_search_text(texts);
    }

    static bool has_key(const Contact& contact, const OwnField& of, const OwnFieldFilter& filter) {
        const auto value = contact.own_fields.find(of.key);
        return value != contact.own_fields.end() && match_key(value->second) == filter.equal;
    }

    Ids expected(const std::function<bool(const CompanyId&)>& is_seen, const ContactFilter& filter,
                 const database::PageRequest& request) {
        std::vector<const Contact*> found;
        std::map<std::string, std::size_t> rank;
        for (const auto& contact : known) {
            const bool matches =
                (!filter.company || *filter.company == contact.company_id) && (!filter.tag || !contact.tags.empty()) &&
                std::ranges::all_of(filter.own_fields, [&](const auto& of) { return has_key(contact, field, of); });
            if (!matches || !is_seen(contact.company_id)) continue;
            if (filter.search) {
                const auto found_rank = ContactSearch(*filter.search).rank_of(text_of(contact));
                if (!found_rank) continue;
                rank[contact.id.text()] = *found_rank;
            }
            found.push_back(&contact);
        }
        std::ranges::sort(found, [&](const Contact* left, const Contact* right) {
            const auto& [a, b] = std::tie(left->id.text(), right->id.text());
            if (request.sort.name == "best_match") return std::pair(rank[a], -age[a]) < std::pair(rank[b], -age[b]);
            if (request.sort.name == "name") return std::pair(fold(left->name), a) < std::pair(fold(right->name), b);
            return std::pair(left->created_at, a) < std::pair(right->created_at, b);
        });
        if (request.direction == database::Direction::descending) std::ranges::reverse(found);
        Ids ids;
        for (const auto* contact : found) ids.push_back(contact->id.text());
        return ids;
    }

    database::Page<Contact> page(const access::Caller& caller, const ContactFilter& filter,
                                 database::PageRequest request, const std::optional<std::string>& cursor = {}) {
        if (cursor) request.cursor = database::decode_cursor(*cursor, request.sort, request.direction, {}).value();
        return database->read(
            [&](database::Transaction& tx) { return list_contacts(tx, caller, filter, request, clock.now()); });
    }

    static Ids ids_of(const database::Page<Contact>& page) {
        Ids ids;
        for (const auto& contact : page.items) ids.push_back(contact.id.text());
        return ids;
    }

    /// Reads all pages forwards, and back to the first; expects the same pages on both ways.
    Ids read_pages(const access::Caller& caller, const ContactFilter& filter, const database::PageRequest& request) {
        std::vector<database::Page<Contact>> pages{page(caller, filter, request)};
        while (pages.back().next_cursor) {
            pages.push_back(page(caller, filter, request, pages.back().next_cursor));
        }
        auto back = pages.back();
        for (auto at = pages.size() - 1; at > 0; --at) {
            EXPECT_TRUE(back.previous_cursor.has_value());
            back = page(caller, filter, request, back.previous_cursor);
            EXPECT_EQ(ids_of(back), ids_of(pages[at - 1]));
        }
        EXPECT_FALSE(back.previous_cursor);
        Ids ids;
        for (const auto& each : pages) {
            for (auto& id : ids_of(each)) ids.push_back(std::move(id));
        }
        return ids;
    }

    /// A part of what some contact is found by, or of nobody.
    std::string random_search() {
        const auto& contact = any_contact();
        switch (up_to(5)) {
            case 0:
                return contact.phone ? contact.phone->substr(static_cast<std::size_t>(up_to(9))) : "0301000";
            case 1:
                return contact.phone ? "0" + contact.phone->substr(3, static_cast<std::size_t>(3 + up_to(6))) : "+49";
            case 2:
                return any_word() + " " + any_word();
            case 3:
                return contact.email ? contact.email->substr(0, static_cast<std::size_t>(1 + up_to(8))) : "nobody";
            default:
                return any_word().substr(0, 3);
        }
    }

    ContactFilter random_filter() {
        ContactFilter filter;
        if (up_to(1) == 0) {
            const auto search = random_search();
            // A part of a character is no text.
            filter.search = (static_cast<unsigned char>(search.back()) & 0x80U) != 0 ? any_word() : search;
        }
        if (up_to(3) == 0) filter.company = company_id(up_to(4));
        if (up_to(4) == 0) filter.tag = "vip";
        if (up_to(3) == 0) {
            filter.own_fields.push_back({.field = field.id, .equal = up_to(2) == 0 ? "rare" : "common"});
        }
        return filter;
    }

    std::set<int> random_companies(int count) {
        std::set<int> chosen;
        while (std::ssize(chosen) < count) chosen.insert(up_to(companies - 1));
        return chosen;
    }

    const OwnField field{
        .id = ContactFieldId(std::string("field")), .key = "motto", .label = "Motto", .created_at = {}};
    std::unique_ptr<database::Database> database = empty.open(clock);
    std::mt19937 random{11};
    std::vector<Contact> known;
    std::map<std::string, int> age;
    int changes = 0;
    int made = 0;
};

TEST_P(ContactLists, are_those_of_a_plain_model_for_any_scope_filter_and_order) {
    add(500);
    database->write([](database::Transaction& tx) { index_waiting_contacts(tx); });
    add(60);
    for (int round = 0; round < 120; ++round) {
        if (round % 10 == 9) change_some();
        const auto seen = random_companies(std::array{0, 1, 2, 20, 70, 90}[static_cast<std::size_t>(up_to(5))]);
        const bool is_administrator = round % 4 == 0;
        const auto caller = is_administrator ? administrator() : member(seen);
        const auto is_seen = [&](const CompanyId& id) {
            return is_administrator || std::ranges::any_of(seen, [&](int number) { return company_id(number) == id; });
        };
        const auto filter = random_filter();
        database::PageRequest request{.limit = std::array{3, 20, 200}[static_cast<std::size_t>(up_to(2))],
                                      .sort = contact_sorts[up_to(1)]};
        if (up_to(1) == 0) request.direction = database::Direction::descending;
        if (filter.search && up_to(2) > 0) {
            request.sort = best_contact_match;
            request.direction = database::Direction::ascending;
        }
        ASSERT_EQ(read_pages(caller, filter, request), expected(is_seen, filter, request))
            << "round " << round << ", search " << filter.search.value_or("none") << ", by " << request.sort.name;
    }
}

TEST_P(ContactLists, leave_no_pieces_of_contacts_who_are_gone) {
    add(50);
    database->write([](database::Transaction& tx) { index_waiting_contacts(tx); });
    change_some();
    database->write([&](database::Transaction& tx) {
        for (const auto& contact : known) delete_contact_row(tx, contact.id);
        EXPECT_FALSE(index_waiting_contacts(tx));
        EXPECT_FALSE(has_contact_search_removals(tx));
        const auto count = [](const database::Row& row) { return row.integer(0); };
        EXPECT_EQ(tx.first("SELECT count(*) FROM contact_search_pieces", count), 0);
    });
}

TEST_P(ContactLists, are_counted_exactly_where_few_match) {
    add(300);
    database->write([](database::Transaction& tx) { index_waiting_contacts(tx); });
    add(40);
    for (int round = 0; round < 40; ++round) {
        const auto seen = random_companies(up_to(90));
        const auto caller = round % 4 == 0 ? administrator() : member(seen);
        const auto is_seen = [&](const CompanyId& id) {
            return caller.is_administrator() ||
                   std::ranges::any_of(seen, [&](int number) { return company_id(number) == id; });
        };
        const auto filter = random_filter();
        const auto wanted = std::ssize(expected(is_seen, filter, {.sort = contact_sorts[0]}));
        database->read([&](database::Transaction& tx) {
            for (const auto counting : {Counting::about, Counting::exact}) {
                EXPECT_EQ(count_contacts(tx, caller, filter, counting, clock.now()).contacts, wanted)
                    << "round " << round;
            }
        });
    }
}

TEST_P(ContactLists, are_counted_by_a_sample_where_many_match) {
    constexpr int many = 6'000;
    database->write([&](database::Transaction& tx) {
        for (int number = 0; number < many; ++number) {
            insert_contact_row(tx, {.id = ContactId(fmt::format("contact-{:04}", number)),
                                    .company_id = company_id(number % 3),
                                    .name = number % 3 == 0 ? "محمد" : "山田",
                                    .do_not_call = number % 4 != 0});
        }
    });
    const auto caller = administrator();
    const auto count = [&](const ContactFilter& filter, Counting counting) {
        return database->read(
            [&](database::Transaction& tx) { return count_contacts(tx, caller, filter, counting, clock.now()); });
    };
    const auto expect_about = [&](const ContactFilter& filter, std::int64_t wanted) {
        const auto about = count(filter, Counting::about);
        EXPECT_NEAR(static_cast<double>(about.contacts), static_cast<double>(wanted),
                    0.1 * static_cast<double>(wanted));
        EXPECT_EQ(count(filter, Counting::exact).contacts, wanted);
        EXPECT_TRUE(count(filter, Counting::exact).is_exact);
    };
    expect_about({}, many);
    expect_about({.do_not_call = false}, many / 4);
    expect_about({.search = "محمد"}, many / 3);
    expect_about({.search = "山田", .do_not_call = true}, many / 2);
    expect_about({.search = "山田", .company = company_id(0)}, 0);
    EXPECT_FALSE(count({}, Counting::about).is_exact);
    EXPECT_TRUE(count({.company = company_id(1)}, Counting::about).is_exact);
    EXPECT_EQ(count({.company = company_id(1)}, Counting::about).contacts, many / 3);
}

ROLLCALL_ON_BOTH_BACKENDS(ContactLists);

TEST(MatchKeys, of_numbers_are_in_their_order) {
    const auto key = [](const std::string& number) { return match_key({OwnFieldKind::number, number}); };
    const std::vector<std::string> numbers = {"-1e300", "-20", "-3.5", "-1e-9", "0", "1e-9", "7", "10", "1e300"};
    for (std::size_t index = 1; index < numbers.size(); ++index)
        EXPECT_LT(key(numbers[index - 1]), key(numbers[index]));
    EXPECT_EQ(key("-0.0"), key("0"));
    EXPECT_EQ(key("1e1"), key("10"));
}

TEST(MatchKeys, of_long_texts_are_short_and_different) {
    const auto key = [](const std::string& text) { return match_key({OwnFieldKind::text, text}); };
    std::string arabic;
    for (int index = 0; index < 900; ++index) arabic += "س";
    EXPECT_LE(key(arabic).size(), 200U);
    EXPECT_NE(key(arabic), key(arabic + "ا"));
    EXPECT_EQ(key("GRÖSSE"), key("größe"));
}

}  // namespace
}  // namespace rollcall::contacts
