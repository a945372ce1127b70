package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.process.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabSelectionTest {

    /** A class of two labs, and two other labs. */
    private static final List<LabResources> LABS = List.of(
            lab("shop", null, null),
            lab("web", "web", null),
            lab("web-ann", "web", "ann"),
            lab("web-bob", "web", "bob"),
            lab("webshop", null, null));

    private static LabResources lab(String name, @Nullable String className, @Nullable String student) {
        Map<String, String> labels = new HashMap<>(Map.of(
                Labels.LAB, name, Labels.FILE, "/lab.yml", Labels.LAB_FILE_TEXT, "name: web", Labels.REVISION, "1"));
        if (className != null) {
            labels.put(Labels.CLASS, className);
        }
        if (student != null) {
            labels.putAll(Map.of(Labels.STUDENT, student, Labels.INDEX, "1"));
        }
        EngineVolume file = new EngineVolume("swarmlab-" + name + "-file-1", labels);
        return new LabResources(name, List.of(), List.of(), List.of(file));
    }

    private static LabSelection.Group group(String names, boolean all, boolean onlyClass) {
        List<String> list =
                Stream.of(names.split(" ")).filter(name -> !name.isEmpty()).toList();
        return LabSelection.group(LABS, new LabSelection.Wanted(list, all, onlyClass), "swarmlab check");
    }

    /** For the dashboard, which also shows labs that are created later. */
    @ParameterizedTest
    @CsvSource({
        "web, false, web web-ann web-bob",
        "web, true, web-ann web-bob",
        "web-*, false, web-ann web-bob",
        "shop web-ann, false, shop web-ann"
    })
    void a_selection_includes_the_labs_that_it_finds(String names, boolean onlyClass, String included) {
        LabSelection.Wanted wanted = new LabSelection.Wanted(List.of(names.split(" ")), false, onlyClass);

        assertThat(LABS.stream().filter(wanted::includes).map(LabResources::name))
                .containsExactly(included.split(" "));
        assertThat(LABS).allMatch(new LabSelection.Wanted(List.of(), true, false)::includes);
    }

    @ParameterizedTest
    @CsvSource({
        "shop, shop, false",
        "web-ann, web-ann, false",
        "web, web-ann web-bob, true",
        "web-*, web-ann web-bob, true",
        "web*, web-ann web-bob webshop, true",
        "s?op, shop, true",
        "web-a*, web-ann, true",
        "shop web-bob, shop web-bob, true",
        "web web-ann, web-ann web-bob, true",
        "*, shop web-ann web-bob webshop, true"
    })
    void names_are_labs_or_classes_or_patterns(String names, String found, boolean isGroup) {
        LabSelection.Group group = group(names, false, false);

        assertThat(String.join(
                        " ", group.labs().stream().map(LabResources::name).toList()))
                .isEqualTo(found);
        assertThat(group.isGroup()).isEqualTo(isGroup);
    }

    @Test
    void a_class_is_no_lab_of_all_labs() {
        assertThat(group("", true, false).labs())
                .extracting(LabResources::name)
                .containsExactly("shop", "web-ann", "web-bob", "webshop");
    }

    @Test
    void an_option_names_a_class_only() {
        assertThat(group("web", false, true).labs()).hasSize(2);
        assertThatThrownBy(() -> group("shop", false, true)).hasMessage("there is no class named shop: there are web");
    }

    @ParameterizedTest
    @CsvSource({"other", "web-c*", "we", "[w]eb"})
    void a_name_that_finds_nothing_is_an_error(String name) {
        assertThatThrownBy(() -> group(name, false, false)).hasMessageStartingWith("there is no lab named " + name);
    }

    @Test
    void a_command_for_one_lab_does_not_accept_a_class() {
        assertThatThrownBy(() -> LabSelection.of(LABS, "web", "swarmlab shell"))
                .hasMessage("web is a class, not a lab: its labs are web-ann, web-bob");
        assertThat(LabSelection.of(List.of(LABS.get(1), LABS.get(2)), null, "swarmlab shell")
                        .name())
                .isEqualTo("web-ann");
    }

    @Test
    void a_lab_file_stands_for_the_labs_that_this_user_has_created_from_it(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("shop.yml"), "name: shop");
        Path link = Files.createSymbolicLink(folder.resolve("link.yml"), file);
        String me = Caller.ofThisProcess().name();
        List<LabResources> labs = List.of(
                from(file, me, "shop"), from(file, me, "shop-two"), from(file, "ann@elsewhere", "other"), LABS.get(0));
        String named = link.toString();

        assertThat(LabSelection.named(labs, named, false))
                .extracting(LabResources::name)
                .containsExactly("shop", "shop-two");
        assertThat(LabSelection.of(labs.subList(1, 4), named, "swarmlab shell").name())
                .isEqualTo("shop-two");
        assertThat(LabSelection.group(
                                labs.subList(1, 4),
                                new LabSelection.Wanted(List.of(named), false, false),
                                "swarmlab check")
                        .isGroup())
                .isFalse();
        assertThat(labs.stream().map(lab -> LabSelection.isNamed(lab, named)))
                .containsExactly(true, true, false, false);
        assertThatThrownBy(() -> LabSelection.of(labs, named, "swarmlab shell"))
                .hasMessage("several labs were created from " + named + ": shop, shop-two");
        assertThatThrownBy(() -> LabSelection.of(labs.subList(2, 3), named, "swarmlab shell"))
                .hasMessage("you have created no lab here from " + named + ": there are other");
    }

    private static LabResources from(Path file, String owner, String name) throws IOException {
        Map<String, String> labels =
                new HashMap<>(new Origin(file.toRealPath().toString(), "name: shop", owner).labels());
        labels.putAll(Map.of(Labels.LAB, name, Labels.REVISION, "1"));
        EngineVolume volume = new EngineVolume("swarmlab-" + name + "-file-1", labels);
        return new LabResources(name, List.of(), List.of(), List.of(volume));
    }

    @Test
    void down_finds_the_class_with_its_labs() {
        assertThat(LabSelection.named(LABS, "web", false))
                .extracting(LabResources::name)
                .containsExactly("web", "web-ann", "web-bob");
    }
}
