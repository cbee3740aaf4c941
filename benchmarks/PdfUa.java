import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What veraPDF says of each PDF that is named, by its own rules of PDF/UA-1: a line for each file, and one for each rule
 * broken. The rules are read here, since the jar that has veraPDF in it leaves out what veraPDF reads them with.
 */
public class PdfUa {
    private static final PDFAFlavour UA = PDFAFlavour.PDFUA_1;
    private static final String RULES = "/org/verapdf/pdfa/validation/PDFUA-1.xml";

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile rules = rules();
        for (String file : files) {
            try (InputStream bytes = Files.newInputStream(Path.of(file));
                    PDFAParser parser = Foundries.defaultInstance().createParser(bytes, UA)) {
                tell(file, rules, Foundries.defaultInstance().createValidator(rules, false).validate(parser));
            }
        }
    }

    private static void tell(String file, ValidationProfile rules, ValidationResult found) {
        Set<String> broken = new HashSet<>();
        for (TestAssertion one : found.getTestAssertions()) {
            if (one.getStatus() == TestAssertion.Status.FAILED) {
                broken.add(one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber() + " " + one.getMessage());
            }
        }
        System.out.println(Path.of(file).getFileName() + "\t" + (found.isCompliant() ? "passes" : "FAILS") + "\t"
                + rules.getRules().size() + " rules\t" + found.getTotalAssertions() + " checks");
        broken.stream().sorted().forEach(rule -> System.out.println("\t" + rule));
    }

    private static ValidationProfile rules() throws Exception {
        Document read;
        try (InputStream xml = PdfUa.class.getResourceAsStream(RULES)) {
            read = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml);
        }
        Set<Rule> rules = new HashSet<>();
        for (Element rule : elements(read.getDocumentElement(), "rule")) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element one : elements(read.getDocumentElement(), "variable")) {
            variables.add(Profiles.variableFromValues(
                    one.getAttribute("name"), one.getAttribute("object"), text(one, "defaultValue"), text(one, "value")));
        }
        return Profiles.profileFromValues(
                UA, Profiles.profileDetailsFromValues("PDF/UA-1", "", "", new Date(0)), "", rules, variables);
    }

    private static Rule rule(Element rule) {
        Element id = elements(rule, "id").get(0);
        String isLast = rule.getAttribute("deferred");
        List<ErrorArgument> none = new ArrayList<>();
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"), isLast.isEmpty() ? null : Boolean.valueOf(isLast),
                rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(rule, "message"), none), new ArrayList<>());
    }

    private static String text(Element in, String name) {
        List<Element> found = elements(in, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }

    private static List<Element> elements(Element in, String name) {
        NodeList found = in.getElementsByTagName(name);
        List<Element> listed = new ArrayList<>();
        for (int place = 0; place < found.getLength(); place++) {
            listed.add((Element) found.item(place));
        }
        return listed;
    }
}
