# From the classes that a training run loaded, those that the archive of class data is dumped of.
/^#/d
# The dump initialises classes that have lambdas, and ends with an error where these call native libraries then.
/lambda-proxy.*lwjgl/d
/lambda-proxy io\/terralapse\/text\//d
# Lambdas of picocli's interfaces would leave out those, which are classes of an old version of Java, and all that implement them.
/lambda-proxy.*Lpicocli\/CommandLine.I/d
# Training begins at another class.
$a\
io/terralapse/App
