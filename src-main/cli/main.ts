process.stdout.write('quickmode\n');
