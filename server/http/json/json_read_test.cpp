#include "http/json/json_read.hpp"

#include <gtest/gtest.h>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

namespace rollcall::http {
namespace {

using namespace std::string_literals;

enum class Role { member, administrator };
BOOST_DESCRIBE_ENUM(Role, member, administrator)

struct Permissions {
    std::optional<bool> edit_agents;
    std::optional<bool> view_recordings;
};
BOOST_DESCRIBE_STRUCT(Permissions, (), (edit_agents, view_recordings))

struct CreateMember {
    std::string email;
    bool send_invitation;
    std::optional<Role> role;
    std::optional<Permissions> permissions;
    std::optional<std::vector<AgentId>> agent_ids;
};
BOOST_DESCRIBE_STRUCT(CreateMember, (), (email, send_invitation, role, permissions, agent_ids))

struct UpdateAgent {
    Change<std::string> name;
    Change<std::vector<AgentId>> agent_ids;
};
BOOST_DESCRIBE_STRUCT(UpdateAgent, (), (name, agent_ids))

struct Configured {
    boost::json::object configuration;
};
BOOST_DESCRIBE_STRUCT(Configured, (), (configuration))

struct Row {
    int number;
    std::vector<std::string> texts;
};
BOOST_DESCRIBE_STRUCT(Row, (), (number, texts))

struct Everything : Row {
    std::int64_t big;
    Role role;
    std::vector<Row> rows;
};
BOOST_DESCRIBE_STRUCT(Everything, (Row), (big, role, rows))

template <class T>
FieldErrors problems_of(std::string_view body) {
    try {
        read_json<T>(body);
        return {};
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::invalid_fields);
        return error.fields();
    }
}

TEST(JsonRead, fills_a_struct_from_the_body) {
    const auto input = read_json<CreateMember>(R"({"email": "eva@example.com", "send_invitation": true,
        "role": "administrator", "permissions": {"edit_agents": true}, "agent_ids": ["a", "b"]})");
    EXPECT_EQ(input.email, "eva@example.com");
    EXPECT_TRUE(input.send_invitation);
    EXPECT_EQ(input.role, Role::administrator);
    EXPECT_EQ(input.permissions->edit_agents, true);
    EXPECT_EQ(input.permissions->view_recordings, std::nullopt);
    EXPECT_EQ(input.agent_ids, (std::vector<AgentId>{AgentId("a"s), AgentId("b"s)}));
}

TEST(JsonRead, reads_absent_and_null_alike_for_an_optional_field) {
    for (const auto body : {R"({"email": "e", "send_invitation": false})",
                            R"({"email": "e", "send_invitation": false, "role": null, "permissions": null})"}) {
        const auto input = read_json<CreateMember>(body);
        EXPECT_FALSE(input.role);
        EXPECT_FALSE(input.permissions);
    }
}

TEST(JsonRead, distinguishes_absent_from_null_in_a_change) {
    EXPECT_FALSE(read_json<UpdateAgent>("{}").name.is_present());
    EXPECT_THROW(read_json<UpdateAgent>("{}").name.value(), std::logic_error);

    const auto emptied = read_json<UpdateAgent>(R"({"name": null})");
    EXPECT_TRUE(emptied.name.is_present());
    EXPECT_EQ(emptied.name.value(), std::nullopt);

    const auto changed = read_json<UpdateAgent>(R"({"name": "Sales", "agent_ids": []})");
    EXPECT_EQ(changed.name.value(), "Sales");
    EXPECT_EQ(changed.agent_ids.value(), std::vector<AgentId>{});
}

TEST(JsonRead, reads_the_fields_of_a_base_too) {
    const auto input = read_json<Everything>(
        R"({"number": 1, "texts": ["x"], "big": -9223372036854775808, "role": "member",
            "rows": [{"number": 2, "texts": []}]})");
    EXPECT_EQ(input.number, 1);
    EXPECT_EQ(input.big, std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(input.rows.at(0).number, 2);
}

TEST(JsonRead, reports_everything_that_is_wrong) {
    EXPECT_EQ(problems_of<CreateMember>(R"({"send_invitation": "yes", "role": "owner", "salary": 1,
                  "permissions": {"edit_agents": 1, "fly": true}, "agent_ids": ["a", 7, "b", null]})"),
              (FieldErrors{{"email", "This is required."},
                           {"send_invitation", "This must be true or false."},
                           {"role", "This must be one of: member, administrator."},
                           {"salary", "There is no such field."},
                           {"permissions.edit_agents", "This must be true or false."},
                           {"permissions.fly", "There is no such field."},
                           {"agent_ids[1]", "This must be a text."},
                           {"agent_ids[3]", "This must be a text."}}));
}

TEST(JsonRead, names_the_path_inside_lists_of_objects) {
    EXPECT_EQ(problems_of<Everything>(R"({"number": 1.5, "texts": "x", "big": 18446744073709551615, "role": 1,
                  "rows": [{"number": 2147483648, "texts": []}, 5, {"texts": [true]}]})"),
              (FieldErrors{{"number", "This must be a whole number."},
                           {"texts", "This must be a list."},
                           {"big", "This must be from -9223372036854775808 to 9223372036854775807."},
                           {"role", "This must be one of: member, administrator."},
                           {"rows[0].number", "This must be from -2147483648 to 2147483647."},
                           {"rows[1]", "This must be an object."},
                           {"rows[2].number", "This is required."},
                           {"rows[2].texts[0]", "This must be a text."}}));
}

TEST(JsonRead, refuses_null_for_a_required_field) {
    EXPECT_EQ(problems_of<Row>(R"({"number": null, "texts": null})"),
              (FieldErrors{{"number", "This must be a whole number."}, {"texts", "This must be a list."}}));
}

TEST(JsonRead, names_a_field_with_an_empty_name) {
    EXPECT_EQ(problems_of<UpdateAgent>(R"({"": 1})"), (FieldErrors{{"", "There is no such field."}}));
}

TEST(JsonRead, reports_at_most_a_hundred_problems) {
    std::string body = R"({"agent_ids": [1)";
    for (int count = 1; count < 1000; ++count) body += ",1";
    EXPECT_EQ(problems_of<UpdateAgent>(body + "]}").size(), 100u);
}

TEST(JsonRead, accepts_only_an_object_as_the_body) {
    for (const auto body : {"[]", "null", "\"x\"", "1", "true"}) {
        try {
            read_json<UpdateAgent>(body);
            ADD_FAILURE() << body;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::malformed_request);
            EXPECT_EQ(error.detail(), "The body must be a JSON object.");
        }
    }
}

TEST(JsonRead, throws_the_error_of_the_parser) { EXPECT_THROW(read_json<UpdateAgent>("{\"name\":"), Error); }

TEST(JsonRead, accepts_any_object_for_a_field_that_is_an_object) {
    const auto read = read_json<Configured>(R"({"configuration":{"b":[1,{"c":null}],"a":"x"}})");
    ASSERT_EQ(read.configuration.size(), 2u);
    EXPECT_EQ(read.configuration.begin()->key(), "b");
    for (const auto* body : {"{}", R"({"configuration":null})", R"({"configuration":[]})", R"({"configuration":"{}"})"})
        EXPECT_THROW(read_json<Configured>(body), Error) << body;
}

}  // namespace
}  // namespace rollcall::http
